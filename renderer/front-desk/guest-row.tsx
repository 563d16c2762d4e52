import type { Guest } from '../../shared/contract/guest';
import { Glyph, languageOfName } from '../components';
import { DeliveryMark } from '../counter';
import { useWords } from '../messages';
import { ReportDue } from './report-due';

interface GuestRowProps {
  id: string;
  index: number;
  /** In pixels, as `height` is. */
  top: number;
  height: number;
  /** Null once it has been erased; undefined until it has been looked up. */
  guest: Guest | null | undefined;
  withDay: boolean;
  current: boolean;
  opened: string | null;
  onPress(): void;
}

/** One guest in a line. */
export function GuestRow({
  id,
  index,
  top,
  height,
  guest,
  withDay,
  current,
  opened,
  onPress,
}: GuestRowProps) {
  const { t } = useWords();
  const open = guest?.entry === opened && guest !== undefined;
  const className = [
    'guest-row',
    open && 'open',
    current && 'current',
    guest?.void && 'voided',
    guest?.checkedOut && 'left',
  ];
  return (
    <tr
      id={id}
      aria-rowindex={index + 2}
      aria-selected={open}
      className={className.filter(Boolean).join(' ')}
      style={{ blockSize: height, transform: `translateY(${top}px)` }}
      onClick={onPress}
    >
      {guest ? (
        <Cells guest={guest} withDay={withDay} />
      ) : (
        <td className="nobody" colSpan={7}>
          {guest === null ? t('guests.erased') : t('guests.loading')}
        </td>
      )}
    </tr>
  );
}

function Cells({ guest, withDay }: { guest: Guest; withDay: boolean }) {
  const words = useWords();
  const { t, clock, shortDay } = words;
  const at = new Date(guest.at);
  const name = guest.name || guest.late?.name || '';
  return (
    <>
      <td className="guest-time">
        {clock(at)}
        {withDay && <small>{shortDay(at)}</small>}
      </td>
      <td>
        <Glyph outcome={guest.outcome} small />
        <span className="unseen">{t(`outcome.${guest.outcome}`)}</span>
      </td>
      <td className="guest-name">
        {name ? <b lang={languageOfName(name)}>{name}</b> : <span>{t('guests.no-name')}</span>}
        <SecondLine guest={guest} />
      </td>
      <td className="room">
        <bdi>{guest.room}</bdi>
      </td>
      <td className="stay-dates">{guest.departure && words.stay(guest.arrival, guest.departure)}</td>
      <td className="document">
        {t(`format.${guest.format ?? 'unknown'}`)}{' '}
        {guest.numberTail && (
          <bdi className="quiet" dir="ltr">
            •••• {guest.numberTail}
          </bdi>
        )}
      </td>
      <td className="guest-delivery">
        <DeliveryMark guest={guest} />
        <ReportDue guest={guest} />
      </td>
    </>
  );
}

/** Latin name and party; or what became of the record since: voided, answered late, its consent withdrawn, checked out. */
function SecondLine({ guest }: { guest: Guest }) {
  const { t, clock, shortDay } = useWords();
  if (guest.void)
    return <span className="strong">{t('guests.voided', { time: clock(new Date(guest.void.at)) })}</span>;
  if (guest.late) {
    const outcome = t(`outcome-short.${guest.late.outcome}`);
    return (
      <span className="late">
        <Glyph outcome={guest.late.outcome} small />
        {t('guests.late', { time: clock(new Date(guest.late.at)), outcome })}
      </span>
    );
  }
  const withdrawnAt = guest.consent?.withdrawnAt;
  if (withdrawnAt)
    return (
      <span className="strong">{t('consent.withdrawn-row', { time: clock(new Date(withdrawnAt)) })}</span>
    );
  // Noon is on its day in every time zone.
  if (guest.checkedOut)
    return <span>{t('guests.left', { day: shortDay(new Date(`${guest.checkedOut.left}T12:00`)) })}</span>;
  const latin = guest.latinName ?? guest.secondFullName;
  if (guest.party)
    return (
      <span>
        {latin ? t('joined', { first: latin, second: t('guests.in-party') }) : t('guests.in-party')}
      </span>
    );
  return latin ? <span>{latin}</span> : null;
}
