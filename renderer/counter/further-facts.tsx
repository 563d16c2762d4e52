import type { Claims } from '../../shared/domain/claims';
import { type Fact, Facts, languageOfName } from '../components';
import { type Words, useWords } from '../messages';
import './further-facts.css';

/** What else the credential says of the person, as far as the purpose sees it: a press away, so that the glance stays short. */
export function FurtherFacts({ claims, issued }: { claims: Claims; issued: boolean }) {
  const words = useWords();
  const facts = furtherFacts(claims, issued, words);
  if (facts.length === 0) return null;
  return (
    <details
      className="further"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) currentTarget.scrollIntoView({ block: 'nearest' });
      }}
    >
      <summary>{words.t('fact.further')}</summary>
      <Facts facts={facts} />
    </details>
  );
}

function furtherFacts(claims: Claims, issued: boolean, { t, day }: Words): Fact[] {
  const { language, maritalStatus, validFrom } = claims;
  const status = maritalStatus && maritalStatuses.find((known) => known === maritalStatus);
  const inParts = claims.fullName !== undefined;
  const said: readonly (readonly [string, string | undefined])[] = [
    [t('fact.family-name'), inParts ? claims.familyName : undefined],
    [t('fact.given-name'), inParts ? claims.givenName : undefined],
    [t('fact.middle-name'), inParts ? claims.middleName : undefined],
    [t('card.address'), claims.address],
    [t('fact.location-code'), claims.locationCode],
    [t('fact.region'), claims.region],
    [t('fact.phone'), claims.phone],
    [t('fact.email'), claims.email],
    [t('party.guardian'), claims.guardian],
    [t('fact.marital-status'), status ? t(`marital-status.${status}`) : maritalStatus],
    [t('fact.legal-status'), claims.legalStatus],
    [t('fact.kind'), claims.documentKind],
    [t('fact.pass-number'), claims.passNumber],
    [t('fact.issue-count'), claims.issueCount],
    // Beside the issuer that is trusted; where there is none, it stands among the first facts.
    [t('card.issued-by'), issued ? claims.issuingAuthority : undefined],
    [t('fact.issuing-country'), claims.issuingCountry],
    [t('fact.valid-from'), validFrom && day(validFrom)],
  ];
  return said.flatMap(([term, value]) => {
    if (!value) return [];
    const shown = (
      <bdi lang={languageOfName(value, language)} className="as-written">
        {value}
      </bdi>
    );
    return [{ term, value: shown, wide: value === claims.address }];
  });
}

const maritalStatuses = ['unmarried', 'married', 'divorced'] as const;
