import type { Check, Verdict } from '../../shared/domain/verdict';
import { Checks, type Fact, Facts, languageOfName, personName, readerKind } from '../components';
import { nextSteps, useWords } from '../messages';

/** Refused: what to do next in three steps, what was presented, what was checked, and the reason to look up. */
export function Refused({ verdict }: { verdict: Verdict }) {
  const { t, localised } = useWords();
  const { claims, issuer, format } = verdict;
  const reason = verdict.reason ?? 'unreadable';
  const { name } = personName(claims);
  const presented: (Fact | false | undefined)[] = [
    name !== undefined && {
      term: t('fact.name'),
      value: <bdi lang={languageOfName(name)}>{name}</bdi>,
    },
    { term: t('fact.document'), value: t(`format.${format ?? 'unknown'}`) },
    issuer && { term: t('fact.issuer'), value: localised(issuer.name) },
    claims.documentNumber !== undefined && {
      term: t('fact.number'),
      value: <bdi dir="ltr">{claims.documentNumber}</bdi>,
    },
    { term: t('fact.reader'), value: t(`reader-kind.${readerKind(verdict.reader)}`) },
  ];
  return (
    <div className="next-steps">
      <section>
        <h2 className="title">{t('verdict.next-title')}</h2>
        <ol className="steps">
          {nextSteps[reason].map((step) => (
            <li key={step}>
              <b>{t(`step.${step}.do`)}</b>
              <span>{t(`step.${step}.note`)}</span>
            </li>
          ))}
        </ol>
        <p className="look-up">
          {t('verdict.refusal-kept')} {t('verdict.refusal-code')} <b className="mono">{reason}</b>
        </p>
      </section>
      <section className="presented">
        <h3 className="head">{t('checks.presented')}</h3>
        <Facts lines facts={presented.filter((fact) => fact !== undefined && fact !== false)} />
        {verdict.checks.length > 0 && (
          <>
            <h3 className="head">{t('checks.title')}</h3>
            <Checks checks={failedFirst(verdict.checks)} columns={1} />
          </>
        )}
      </section>
    </div>
  );
}

/** What the person is refused for is seen without scrolling. */
const failedFirst = (checks: readonly Check[]) => [
  ...checks.filter(({ ok }) => ok === false),
  ...checks.filter(({ ok }) => ok !== false),
];
