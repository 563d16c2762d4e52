import type { Verdict } from '../../shared/domain/verdict';
import { Checks, Facts, PersonPanel, Portrait, isChipReader, personName } from '../components';
import { useWords } from '../messages';
import { useView } from '../terminal';
import { FurtherFacts } from './further-facts';
import { useVerdictFacts } from './verdict-facts';

/** Who was presented: verified, not yet verified, or to be compared by eye. */
export function PersonVerdict({ verdict }: { verdict: Verdict }) {
  const { t } = useWords();
  const facts = useVerdictFacts(verdict);
  const { name } = personName(verdict.claims);
  const traits = [
    verdict.claims.sex && t(`sex.${verdict.claims.sex}`),
    verdict.claims.nationality,
    verdict.claims.ethnicity,
  ].filter((trait) => trait !== undefined);
  const queued = verdict.outcome === 'unverified-queued';
  const byEye = verdict.outcome === 'check-by-eye';
  const chipReader = useView().state?.readers.some(isChipReader) === true;
  // Lines without an expiry open no chip: those cards have none.
  const mayReadChip = chipReader && verdict.format === 'mrz' && verdict.claims.validUntil !== undefined;
  return (
    <>
      <PersonPanel
        portrait={
          (name || verdict.claims.portrait) && (
            <Portrait portrait={verdict.claims.portrait} format={verdict.format} />
          )
        }
        traits={traits}
        claims={verdict.claims}
        nameless={t(queued ? 'person.name-later' : 'person.no-name')}
        unproven={(queued || byEye) && name !== undefined}
      >
        <Facts facts={facts} />
      </PersonPanel>
      {queued || byEye ? (
        <div className="section choices">
          <section>
            <h3 className="head">{t('checks.title')}</h3>
            <Checks checks={verdict.checks} columns={1} />
          </section>
          <section>
            <h3 className="head">{t(queued ? 'verdict.choices-title' : 'verdict.eye-title')}</h3>
            {mayReadChip && <p className="do">{t('chip.lay-down')}</p>}
            <p className="do">{t(queued ? 'verdict.queued-do' : 'verdict.eye-do')}</p>
            <p className="secondary label">{t(queued ? 'verdict.queued-means' : 'verdict.eye-means')}</p>
          </section>
        </div>
      ) : (
        <section className="section">
          <h3 className="head">{t('checks.title')}</h3>
          <Checks checks={verdict.checks} columns={2} />
        </section>
      )}
      <FurtherFacts key={verdict.id} claims={verdict.claims} issued={verdict.issuer !== undefined} />
    </>
  );
}
