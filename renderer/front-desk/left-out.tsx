import { Finding, languageOfName, personName } from '../components';
import type { Party } from '../counter';
import { useWords } from '../messages';

/** What was read meanwhile and did not join. */
export function LeftOut({ party: { leftOut } }: { party: Party }) {
  const { t } = useWords();
  if (!leftOut) return null;
  const { verdict, why } = leftOut;
  const { name } = personName(verdict.claims);
  return (
    <div className="left-out">
      <Finding title={t(`party.left-out-${why}`)} urgent>
        <p>
          {name && <bdi lang={languageOfName(name)}>{name}</bdi>} {t(`format.${verdict.format ?? 'unknown'}`)}
          {verdict.reason && `. ${t(`reason.${verdict.reason}`)}`}
        </p>
      </Finding>
    </div>
  );
}
