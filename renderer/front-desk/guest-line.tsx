import type { Verdict } from '../../shared/domain/verdict';
import { Glyph, ageOn, languageOfName, personName } from '../components';
import { useWords } from '../messages';

/** One person of a check-in in a line: the verdict's shape, the name, the document. */
export function GuestLine({ verdict }: { verdict: Verdict }) {
  const { t } = useWords();
  const { claims, outcome, format, at } = verdict;
  const { name, latin } = personName(claims);
  const years = ageOn(claims.birthDate, new Date(at));
  return (
    <div className="guest-line">
      <Glyph outcome={outcome} small />
      <div>
        <b lang={name && languageOfName(name)}>
          {name ?? t(outcome === 'unverified-queued' ? 'person.name-later' : 'person.no-name')}
        </b>
        <span>{latin}</span>
      </div>
      <div className="document">
        {t(`format.${format ?? 'unknown'}`)} {claims.documentNumber}
        {years !== undefined && (
          <span>{t(years >= 18 ? 'fact.age-adult' : 'fact.age-minor', { years })}</span>
        )}
      </div>
    </div>
  );
}
