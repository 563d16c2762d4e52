import { type AskedField } from '../../shared/domain/reporting/asked-facts';
import type { ReporterName } from '../../shared/domain/reporting/guest-report';
import { KINSHIPS } from '../../shared/domain/reporting/party-facts';
import { SesDocumentType, SesPayment } from '../../shared/domain/reporting/ses-stay';
import { ChoiceField, DayField, Field } from '../components';
import { type Translate, useWords } from '../messages';
import type { FactsDraft } from './report-draft';
import { serviceNames } from './report-outcome';

/** Under a person: what the ministry asks beyond what the document says. */
export function ReportFields({
  reporter,
  name,
  fields,
  faults,
  draft,
  onChange,
}: {
  reporter: ReporterName;
  /** Of the person, for screen readers. */
  name: string;
  fields: readonly AskedField[];
  /** Those that the last attempt to record found missing or wrong. */
  faults: readonly AskedField[];
  draft: FactsDraft;
  onChange(change: FactsDraft): void;
}) {
  const { t } = useWords();
  const service = serviceNames[reporter];
  return (
    <fieldset className="asked" aria-label={t('ask.title-of', { service, name })}>
      <p className="asked-title">{t('ask.title', { service })}</p>
      <div className="asked-fields">
        {fields.map((field) => (
          <Asked
            key={field}
            field={field}
            reporter={reporter}
            inSpain={draft.country?.trim().toUpperCase() === 'ESP'}
            value={draft[field] ?? ''}
            fault={faults.includes(field)}
            onChange={(value) => onChange({ [field]: value })}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Asked({
  field,
  reporter,
  inSpain,
  value,
  fault: isFault,
  onChange,
}: {
  field: AskedField;
  reporter: ReporterName;
  inSpain: boolean;
  value: string;
  fault: boolean;
  onChange(value: string): void;
}) {
  const { t } = useWords();
  const byCode = field === 'municipality' && inSpain;
  const label = t(byCode ? 'ask.municipality-code' : `ask.${field}`);
  const fault = isFault ? t(byCode ? 'ask.error.five-digits' : errors[field]) : undefined;
  const choices = choicesOf(field, reporter, t);
  if (choices) {
    return (
      <ChoiceField
        label={label}
        prompt={t(field === 'payment' ? 'ask.as-usual' : 'party.choose')}
        choices={choices}
        selected={value}
        onSelect={onChange}
        fault={fault}
      />
    );
  }
  if (field === 'birthDate')
    return <DayField label={label} value={value} onChange={onChange} fault={fault} />;
  return (
    <Field
      label={label}
      value={value}
      dir={written.has(field) ? 'ltr' : 'auto'}
      maxLength={field === 'rooms' ? 3 : 120}
      inputMode={numbers.has(field) || byCode ? 'numeric' : undefined}
      onChange={onChange}
      fault={fault}
    />
  );
}

/** Written from left to right in every language. */
const written: ReadonlySet<AskedField> = new Set(['telephone', 'email', 'documentNumber', 'documentSupport']);
const numbers: ReadonlySet<AskedField> = new Set([
  'birthState',
  'birthMunicipality',
  'citizenship',
  'documentPlaceOfIssue',
  'rooms',
]);

/** Codes of the ministry's table of documents that are known; any other is added at the authority. */
const ITALIAN_DOCUMENTS = ['PASOR', 'IDENT', 'IDELE', 'PATEN'] as const;

function choicesOf(field: AskedField, reporter: ReporterName, t: Translate) {
  if (field === 'sex')
    return (['male', 'female'] as const).map((key) => ({ key: key as string, label: t(`sex.${key}`) }));
  if (field === 'payment')
    return SesPayment.options.map((key) => ({ key: key as string, label: t(`ask.payment.${key}`) }));
  if (field === 'kinship')
    return KINSHIPS.map((key) => ({ key: key as string, label: t(`ask.kinship.${key}`) }));
  if (field !== 'documentType') return undefined;
  if (reporter === 'ses-hospedajes')
    return SesDocumentType.options.map((key) => ({ key: key as string, label: t(`ask.document.${key}`) }));
  return ITALIAN_DOCUMENTS.map((key) => ({ key: key as string, label: t(`ask.document.${key}`) }));
}

/** What to do about a field that is missing or wrong. */
const errors = {
  surname: 'ask.error.letters',
  secondSurname: 'ask.error.missing',
  givenName: 'ask.error.letters',
  sex: 'ask.error.choose',
  birthDate: 'ask.error.missing',
  birthState: 'ask.error.nine-digits',
  birthMunicipality: 'ask.error.nine-digits',
  birthProvince: 'ask.error.two-letters',
  citizenship: 'ask.error.nine-digits',
  nationality: 'ask.error.three-letters',
  documentType: 'ask.error.choose',
  documentNumber: 'ask.error.number',
  documentSupport: 'ask.error.support',
  documentPlaceOfIssue: 'ask.error.nine-digits',
  street: 'ask.error.missing',
  postcode: 'ask.error.missing',
  municipality: 'ask.error.missing',
  country: 'ask.error.three-letters',
  telephone: 'ask.error.contact',
  email: 'ask.error.contact',
  kinship: 'ask.error.choose',
  payment: 'ask.error.choose',
  rooms: 'ask.error.missing',
} as const;
