import type { ReceiptPage } from '../../shared/contract/teller-calls';
import { Checks, dayOf, languageOfName, personName } from '../components';
import { type Words, languageNames, languages, useWords } from '../messages';
import '../design/paper.css';
import './receipt-sheet.css';

type Row = readonly [term: string, value: string | undefined];

/** One record on paper: who, on what ground, what was checked with which result, and where it was recorded. */
export function ReceiptSheet({ page }: { page: ReceiptPage }) {
  const words = useWords();
  const { t, localised } = words;
  return (
    <section className="receipt-sheet">
      <header>
        <h1>{t('receipt.title')}</h1>
        <p>{localised(page.title)}</p>
      </header>
      {page.void && (
        <p className="receipt-void">
          {t('receipt.voided', { time: moment(page.void.at, words), reason: page.void.reason })}
        </p>
      )}
      <Rows rows={askedRows(page, words)} />
      <Rows rows={personRows(page, words)} />
      <h2>{t('checks.title')}</h2>
      <Checks checks={page.checks} columns={2} />
      <Rows rows={recordedRows(page, words)} />
      <footer>
        <p>
          {t('receipt.hash')} <code dir="ltr">{page.hash}</code>
        </p>
        <p>{t('receipt.proof')}</p>
      </footer>
    </section>
  );
}

function Rows({ rows }: { rows: readonly Row[] }) {
  return (
    <dl>
      {rows.map(
        ([term, value]) =>
          value && (
            <div key={term}>
              <dt>{term}</dt>
              <dd lang={languageOfName(value)}>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}

function askedRows(page: ReceiptPage, words: Words): Row[] {
  const { t } = words;
  const { outcome, assurance, legalBasis } = page;
  const said = t(`outcome.${outcome}`);
  const vouched = assurance && outcome === 'verified';
  return [
    [t(legalBasis ? 'teller.reference' : 'teller.claim-reference'), page.reference],
    [
      t('receipt.outcome'),
      vouched ? t('joined', { first: said, second: t(`assurance-inline.${assurance}`) }) : said,
    ],
    [t('teller.legal-basis'), legalBasis && t(`legal-basis.${legalBasis}`)],
    [t('teller.consent'), consentLine(page, words)],
    [t('receipt.withdrawn'), page.withdrawnAt && moment(page.withdrawnAt, words)],
    [t('teller.discrepancy'), page.discrepancy],
    [t('teller.note'), page.note],
    [t('teller.approved-by'), approvalLine(page)],
  ];
}

function personRows({ claims, format, issuer }: ReceiptPage, { t, day, localised }: Words): Row[] {
  const { name, latin } = personName(claims);
  const until = claims.validUntil;
  return [
    [t('fact.name'), name ?? t('person.no-name')],
    [t('card.latin-name'), latin],
    [t('fact.born'), claims.birthDate && day(claims.birthDate)],
    [t('card.nationality'), claims.nationality],
    [t('card.address'), claims.address],
    [t('fact.document'), t(`format.${format ?? 'unknown'}`)],
    [t('fact.number'), claims.documentNumber],
    [t('card.issued-by'), claims.issuingAuthority ?? claims.issuingCountry],
    [t('fact.valid-until'), until && (until === 'long-term' ? t('fact.long-term') : day(until))],
    [t('fact.issuer'), issuer && localised(issuer)],
  ];
}

function recordedRows(page: ReceiptPage, words: Words): Row[] {
  const { t, number } = words;
  return [
    [t('receipt.recorded-at'), moment(page.at, words)],
    [t('receipt.site'), page.site],
    [t('receipt.terminal'), page.terminal],
    [t('receipt.operator'), page.operator],
    [t('recorded.entry'), `${number(page.seq)} · ${page.entry}`],
    [
      t('receipt.list-version'),
      page.trustListVersion === undefined
        ? undefined
        : t('receipt.version', { n: number(page.trustListVersion) }),
    ],
  ];
}

function consentLine({ consent }: ReceiptPage, words: Words): string | undefined {
  if (!consent) return undefined;
  const { t } = words;
  const { id, version, language } = consent.text;
  const named = languages.find((one) => one === language);
  return [
    t('teller.consent-text', { id, version }),
    named ? languageNames[named] : language,
    t(consent.shownBy === 'operator' ? 'receipt.by-operator' : 'receipt.by-display'),
    moment(consent.at, words),
  ].reduce((first, second) => t('joined', { first, second }));
}

/** The approvals of one record are one person's word, given once. */
function approvalLine({ approvals }: ReceiptPage): string | undefined {
  const [first] = approvals;
  return first && `${first.approver}: ${first.reason}`;
}

function moment(at: string, { t, day, clockWithSeconds }: Words): string {
  const when = new Date(at);
  return t('joined', { first: day(dayOf(when)), second: clockWithSeconds(when) });
}
