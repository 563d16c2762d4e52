import { useRef, useState } from 'react';
import type { Guest } from '../../shared/contract/guest';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { Button, CloseDetails, ErrorNote, type Fact, Facts, languageOfName } from '../components';
import { useWords } from '../messages';
import { ReceiptActions, VoidDialogue, WithdrawDialogue } from '../counter';
import { useTerminal } from '../terminal';
import { CardActions } from './card-actions';
import { ReportOutcome } from './report-outcome';

/** What is behind a row: the first outcome, the late answer beside it, why it was refused or voided; the departure and the void. */
export function GuestDetails({ guest, onClose }: { guest: Guest; onClose(): void }) {
  const words = useWords();
  const { t, number, clock, clockWithSeconds, shortDay, day } = words;
  const [voiding, setVoiding] = useState(false);
  const [withdrawing, setWithdrawing] = useState(false);
  const { leave, problem } = useDeparture(guest.entry);
  const at = new Date(guest.at);
  // A customer's record knows no stay: it has a receipt instead of a card and a departure.
  const stays = guest.departure !== '';
  const voidWord = t(stays ? 'guests.void' : 'teller.void');
  const facts: Fact[] = [
    ...namesBeside(guest, words),
    { term: t(`people.${stays ? 'stay' : 'customer'}-first-outcome`), value: firstOutcome(guest, words) },
    { term: t('guests.entry'), value: number(guest.seq) },
    { term: t('column.time'), value: `${shortDay(at)} ${clockWithSeconds(at)}` },
  ];
  if (guest.checkedOut) facts.push({ term: t('guests.departed'), value: day(guest.checkedOut.left) });
  if (guest.consent) facts.push({ term: t('teller.consent'), value: consentSince(guest.consent, words) });
  const name = guest.name || guest.late?.name || guest.room;
  return (
    <section className="guest-details" aria-label={t('guests.details-of', { name })}>
      <CloseDetails onClose={onClose} />
      <Facts facts={facts} />
      {lateSentence(guest, words)}
      {!guest.name && guest.late?.name && <p className="quiet">{t('guests.late-name')}</p>}
      {guest.delivery === 'refused' && (
        <p>{t('guests.refused-because', { reason: guest.deliveryReason ?? t('delivery.refused') })}</p>
      )}
      {guest.elsewhere?.map(({ entry, terminal, arrival, departure }) => (
        <p key={entry}>{t('duplicate.also', { terminal, days: words.stay(arrival, departure) })}</p>
      ))}
      {guest.report && <ReportOutcome report={guest.report} takenBack={guest.void !== undefined} />}
      {problem && <ErrorNote code={problem} />}
      {guest.void ? (
        <p>{t('guests.void-reason', { time: clock(new Date(guest.void.at)), reason: guest.void.reason })}</p>
      ) : (
        <div className="details-actions">
          {!stays ? null : guest.checkedOut ? (
            <Button onPress={() => leave(null)}>{t('guests.check-out-undo')}</Button>
          ) : (
            <Button kind="primary" onPress={() => leave(undefined)}>
              {t('guests.check-out')}
            </Button>
          )}
          {guest.consent && !guest.consent.withdrawnAt && (
            <Button onPress={() => setWithdrawing(true)}>{t('consent.withdraw')}</Button>
          )}
          <Button onPress={() => setVoiding(true)}>{voidWord}</Button>
        </div>
      )}
      {!guest.void && stays && <CardActions entries={[guest.entry]} nationality={undefined} />}
      {!stays && <ReceiptActions entry={guest.entry} />}
      {withdrawing && <WithdrawDialogue entry={guest.entry} onClose={() => setWithdrawing(false)} />}
      {voiding && (
        <VoidDialogue
          title={voidWord}
          entries={[guest.entry]}
          onClose={() => setVoiding(false)}
          onVoided={() => setVoiding(false)}
        />
      )}
    </section>
  );
}

/** The name as the document gives it besides the one of the row. */
function namesBeside({ latinName, secondFullName }: Guest, { t }: ReturnType<typeof useWords>): Fact[] {
  const names = [
    [t('card.latin-name'), latinName],
    [t('fact.second-name'), secondFullName],
  ] as const;
  return names.flatMap(([term, name]) =>
    name ? [{ term, value: <bdi lang={languageOfName(name)}>{name}</bdi> }] : [],
  );
}

/** Records that this guest has left today, or with null takes that back. A second press before the answer is the same one. */
function useDeparture(entry: string) {
  const { client } = useTerminal();
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const sent = useRef(false);
  const leave = (left: null | undefined) => {
    if (sent.current) return;
    sent.current = true;
    setProblem(null);
    client
      .call('check-out', { entry, left })
      .catch((thrown: unknown) => setProblem(reportOf(thrown).code))
      .finally(() => {
        sent.current = false;
      });
  };
  return { leave, problem };
}

function firstOutcome({ outcome, assurance }: Guest, { t }: ReturnType<typeof useWords>): string {
  const first = t(`outcome.${outcome}`);
  if (outcome !== 'verified' || !assurance) return first;
  return t('joined', { first, second: t(`assurance-inline.${assurance}`) });
}

function consentSince(
  { at, withdrawnAt }: NonNullable<Guest['consent']>,
  { t, clock, shortDay }: ReturnType<typeof useWords>,
): string {
  const when = new Date(withdrawnAt ?? at);
  return t(withdrawnAt ? 'consent.withdrawn' : 'consent.given', { time: `${shortDay(when)} ${clock(when)}` });
}

function lateSentence({ outcome, late }: Guest, { t, clock }: ReturnType<typeof useWords>) {
  if (!late) return outcome === 'unverified-queued' && <p>{t('guests.late-waiting')}</p>;
  const time = clock(new Date(late.at));
  return (
    <p>
      {t(late.outcome === 'verified' ? 'guests.late-verified' : 'guests.late-refused', { time })}
      {late.reason && ` ${t(`reason.${late.reason}`)}`}
    </p>
  );
}
