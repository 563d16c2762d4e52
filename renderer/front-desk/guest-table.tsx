import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown';
import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight';
import { type MouseEvent, useEffect, useRef } from 'react';
import { type KeyboardEvent, Button as Pressable } from 'react-aria-components';
import type { Guest } from '../../shared/contract/guest';
import { Glyph, Icon, languageOfName } from '../components';
import { useWords } from '../messages';
import { DeliveryMark } from '../counter';
import { GuestDetails } from './guest-details';

/** The rows: one guest each, with the verdict's shape and how far the record has come. A row opens below itself. */
export function GuestTable({
  guests,
  withDay,
  opened,
  onOpen,
}: {
  guests: readonly Guest[];
  /** Rows of several days show theirs. */
  withDay: boolean;
  opened: string | null;
  onOpen(entry: string | null): void;
}) {
  const { t } = useWords();
  if (guests.length === 0) return null;
  return (
    <table className="guest-table">
      <thead>
        <tr>
          <th scope="col">{t('column.time')}</th>
          <th scope="col">
            <span className="unseen">{t('column.verdict')}</span>
          </th>
          <th scope="col">{t('column.name')}</th>
          <th scope="col">{t('column.room')}</th>
          <th scope="col">{t('column.stay')}</th>
          <th scope="col" className="document">
            {t('column.document')}
          </th>
          <th scope="col">{t('column.delivery')}</th>
          <th scope="col">
            <span className="unseen">{t('column.details')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {guests.map((guest) => (
          <GuestRow
            key={guest.entry}
            guest={guest}
            withDay={withDay}
            open={guest.entry === opened}
            onToggle={() => onOpen(guest.entry === opened ? null : guest.entry)}
          />
        ))}
      </tbody>
    </table>
  );
}

function GuestRow({
  guest,
  withDay,
  open,
  onToggle,
}: {
  guest: Guest;
  withDay: boolean;
  open: boolean;
  onToggle(): void;
}) {
  const words = useWords();
  const { t, clock, shortDay } = words;
  const at = new Date(guest.at);
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (open) row.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const name = guest.name || guest.late?.name || '';
  const toggle = (event: MouseEvent) => {
    if (!(event.target instanceof Element && event.target.closest('button'))) onToggle();
  };
  const className = [open && 'open', guest.void && 'voided'].filter(Boolean).join(' ');
  return (
    <>
      <tr ref={row} className={className} onClick={toggle}>
        <td className="secondary">
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
        <td className="room">{guest.room}</td>
        <td className="secondary stay-dates">{words.stay(guest.arrival, guest.departure)}</td>
        <td className="secondary document">
          {t(`format.${guest.format ?? 'unknown'}`)}{' '}
          {guest.numberTail && <span className="quiet">•••• {guest.numberTail}</span>}
        </td>
        <td>
          <DeliveryMark guest={guest} />
        </td>
        <td>
          <Pressable
            className="row-open"
            aria-expanded={open}
            aria-label={t('guests.details-of', { name: name || guest.room })}
            onPress={onToggle}
            onKeyDown={walk}
          >
            <Icon of={open ? CaretDownIcon : CaretRightIcon} size="small" />
          </Pressable>
        </td>
      </tr>
      {open && (
        <tr className="details">
          <td colSpan={8}>
            <GuestDetails guest={guest} />
          </td>
        </tr>
      )}
    </>
  );
}

/** Latin name; or what became of the record since: voided, answered late. */
function SecondLine({ guest }: { guest: Guest }) {
  const { t, clock } = useWords();
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
  return guest.latinName ? <span>{guest.latinName}</span> : null;
}

/** Arrow keys walk from row to row. */
function walk({ key, target }: KeyboardEvent): void {
  if ((key !== 'ArrowDown' && key !== 'ArrowUp') || !(target instanceof Element)) return;
  const buttons = [...(target.closest('table')?.querySelectorAll<HTMLElement>('.row-open') ?? [])];
  const here = buttons.findIndex((button) => button === target);
  const next = buttons[here + (key === 'ArrowDown' ? 1 : -1)];
  if (here >= 0) next?.focus();
}
