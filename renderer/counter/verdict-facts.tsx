import { useState } from 'react';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import type { Verdict } from '../../shared/domain/verdict';
import { type Fact, LinkButton, ageOn, dayOf } from '../components';
import { type Words, useWords } from '../messages';
import { useTerminal } from '../terminal';

/** The facts that a verdict carries, in the order a clerk compares them. What the credential does not say is left out. */
export function useVerdictFacts(verdict: Verdict): Fact[] {
  const words = useWords();
  const { t, day, clock, localised } = words;
  const { claims, issuer, format } = verdict;
  const number = claims.documentNumber;
  const facts: (Fact | false | undefined)[] = [
    { term: t('fact.document'), value: t(`format.${format ?? 'unknown'}`) },
    issuer && { term: t('fact.issuer'), value: localised(issuer.name) },
    ageFact(verdict, words),
    number !== undefined && {
      term: t('fact.number'),
      value: <DocumentNumber verdict={verdict.id} masked={number} />,
    },
    validUntilFact(verdict, words),
    claims.birthDate !== undefined && { term: t('fact.born'), value: day(claims.birthDate) },
    claims.issuingAuthority !== undefined &&
      !issuer &&
      /\p{L}/u.test(claims.issuingAuthority) && { term: t('fact.issuer'), value: claims.issuingAuthority },
    verdict.outcome === 'unverified-queued' && {
      term: t('fact.queued-at'),
      value: clock(new Date(verdict.at)),
    },
  ];
  return facts.filter((fact) => fact !== undefined && fact !== false);
}

function ageFact({ claims, at }: Verdict, { t }: Words): Fact | undefined {
  const years = ageOn(claims.birthDate, new Date(at));
  const term = t('fact.age');
  if (years !== undefined)
    return { term, value: t(years >= 18 ? 'fact.age-adult' : 'fact.age-minor', { years }) };
  if (claims.adult === undefined) return undefined;
  return { term, value: t(claims.adult ? 'fact.adult' : 'fact.minor') };
}

function validUntilFact({ claims, validUntil }: Verdict, { t, day }: Words): Fact | undefined {
  const term = t('fact.valid-until');
  if (claims.validUntil === 'long-term') return { term, value: t('fact.long-term') };
  const date = claims.validUntil ?? (validUntil ? dayOf(new Date(validUntil)) : undefined);
  return date === undefined ? undefined : { term, value: day(date) };
}

/** Masked; showing the whole number is a deliberate act that the terminal journals first. */
function DocumentNumber({ verdict, masked }: { verdict: string; masked: string }) {
  const { t } = useWords();
  const { client } = useTerminal();
  const [whole, setWhole] = useState<string | null>(null);
  const [fault, setFault] = useState<ErrorCode | null>(null);
  const reveal = () =>
    client.call('reveal', { verdict }).then(
      ({ documentNumber }) => setWhole(documentNumber),
      (thrown: unknown) => setFault(reportOf(thrown).code),
    );
  return (
    <span className="number" aria-live="polite">
      {/* A number reads from left to right in every writing. */}
      <bdi dir="ltr">{whole ?? masked}</bdi>
      {fault && <small className="quiet">{t(`error.${fault}.happened`)}</small>}
      {whole === null && !fault && (
        <LinkButton aria-label={t('fact.reveal-label')} onPress={() => void reveal()}>
          {t('fact.reveal')}
        </LinkButton>
      )}
    </span>
  );
}
