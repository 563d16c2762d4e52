import { useEffect, useRef } from 'react';
import type { EarlierStay } from '../../shared/domain/party-form';
import { Actions, Button, Dialogue, languageOfName, personName } from '../components';
import { type Party, REST_MILLISECONDS, useHeldCounter, useRested } from '../counter';
import { useWords } from '../messages';

/** Somebody of this party is checked in already: the clerk sees it before anything is recorded, and decides. */
export function DuplicateDialogue({
  party,
  earlier,
  recording,
  onRecord,
  onClose,
}: {
  party: Party;
  earlier: readonly EarlierStay[];
  /** The answer to the clerk's decision is awaited. */
  recording: boolean;
  onRecord(): void;
  onClose(): void;
}) {
  const words = useWords();
  const { t } = words;
  useHeldCounter();
  const stop = useRef<HTMLButtonElement>(null);
  // The Enter that sent the form may come twice.
  const rested = useRested(REST_MILLISECONDS, earlier.map(({ entry }) => entry).join());
  useEffect(() => {
    if (rested) stop.current?.focus();
  }, [rested]);
  const nameOf = (id: string) => {
    const claims = party.members.find(({ verdict }) => verdict.id === id)?.verdict.claims;
    return (claims && personName(claims).name) ?? t('person.no-name');
  };
  return (
    <Dialogue title={t('duplicate.title')} onClose={onClose}>
      <p className="secondary">{t('duplicate.what')}</p>
      <ul className="earlier-stays">
        {earlier.map((stay) => {
          const name = nameOf(stay.verdict);
          return (
            <li key={`${stay.verdict} ${stay.entry}`}>
              <b lang={languageOfName(name)}>{name}</b>
              <span>{placeOf(stay, words)}</span>
            </li>
          );
        })}
      </ul>
      <Actions>
        <Button ref={stop} kind="primary" isDisabled={!rested} onPress={onClose}>
          {t('duplicate.stop')}
        </Button>
        <Button isDisabled={!rested || recording} onPress={onRecord}>
          {t('duplicate.record')}
        </Button>
      </Actions>
    </Dialogue>
  );
}

function placeOf(earlier: EarlierStay, { t, stay, shortDay, clock }: ReturnType<typeof useWords>): string {
  if ('terminal' in earlier) {
    const { terminal, arrival, departure } = earlier;
    return t('duplicate.there', { terminal, days: stay(arrival, departure) });
  }
  const when = new Date(earlier.at);
  return t('duplicate.here', { time: `${shortDay(when)} ${clock(when)}`, room: earlier.room });
}
