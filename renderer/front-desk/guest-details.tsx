import { useState } from 'react';
import type { Guest } from '../../shared/contract/guest';
import { Button, type Fact, Facts } from '../components';
import { useWords } from '../messages';
import { VoidDialogue } from '../counter';

/** What is behind a row: the first outcome, the late answer beside it, why it was refused or voided, and the void. */
export function GuestDetails({ guest }: { guest: Guest }) {
  const words = useWords();
  const { t, number, clock, clockWithSeconds, shortDay } = words;
  const [voiding, setVoiding] = useState(false);
  const at = new Date(guest.at);
  const facts: (Fact | false | undefined)[] = [
    { term: t('guests.first-outcome'), value: firstOutcome(guest, words) },
    { term: t('guests.entry'), value: number(guest.seq) },
    { term: t('column.time'), value: `${shortDay(at)} ${clockWithSeconds(at)}` },
  ];
  return (
    <div className="guest-details">
      <Facts facts={facts.filter((fact) => fact !== undefined && fact !== false)} />
      {lateSentence(guest, words)}
      {!guest.name && guest.late?.name && <p className="quiet">{t('guests.late-name')}</p>}
      {guest.delivery === 'refused' && (
        <p>{t('guests.refused-because', { reason: guest.deliveryReason ?? t('delivery.refused') })}</p>
      )}
      {guest.void ? (
        <p>{t('guests.void-reason', { time: clock(new Date(guest.void.at)), reason: guest.void.reason })}</p>
      ) : (
        <Button onPress={() => setVoiding(true)}>{t('guests.void')}</Button>
      )}
      {voiding && (
        <VoidDialogue
          entries={[guest.entry]}
          onClose={() => setVoiding(false)}
          onVoided={() => setVoiding(false)}
        />
      )}
    </div>
  );
}

function firstOutcome({ outcome, assurance }: Guest, { t }: ReturnType<typeof useWords>): string {
  const first = t(`outcome.${outcome}`);
  if (outcome !== 'verified' || !assurance) return first;
  return t('joined', { first, second: t(`assurance-inline.${assurance}`) });
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
