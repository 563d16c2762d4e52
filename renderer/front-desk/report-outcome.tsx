import type { GuestReport, ReporterName } from '../../shared/domain/reporting/guest-report';
import { useNow } from '../components';
import { type MessageKey, useWords } from '../messages';

/** The services under the names that they have everywhere. */
export const serviceNames: Record<ReporterName, string> = {
  'alloggiati-web': 'Alloggiati Web',
  'ses-hospedajes': 'SES.HOSPEDAJES',
};

/** What became of the report to the police, in sentences: how far it is, why it was refused, what it still lacks. */
export function ReportOutcome({ report, takenBack }: { report: GuestReport; takenBack: boolean }) {
  const { t, language } = useWords();
  const sentence = useSentence(report);
  const fields = [...new Set((report.lacks ?? []).map((field) => t(fieldWord(field))))];
  const listed = new Intl.ListFormat(language, { type: 'conjunction' }).format(fields);
  return (
    <p>
      <b>{t('report.title')}</b> {sentence}
      {report.state === 'refused' && ` ${t('report.refused-next')}`}
      {takenBack && (report.state === 'sent' || report.state === 'taken') && ` ${t('report.taken-back')}`}
      {fields.length > 0 && ` ${t('report.lacks', { fields: listed })}`}
    </p>
  );
}

function useSentence({ reporter, state, dueAt, code = '' }: GuestReport): string {
  const { t, age } = useWords();
  const now = useNow(30_000);
  const service = serviceNames[reporter];
  if (state === 'due') {
    const seconds = Math.floor((Date.parse(dueAt) - now.getTime()) / 1_000);
    return seconds >= 0
      ? t('report.due', { service, age: age(seconds) })
      : t('report.overdue', { service, age: age(-seconds) });
  }
  if (state === 'refused')
    return t('report.refused', { service, reason: t(`report.reason.${reasonOf(code)}`, { code }) });
  return t(`report.${state}`, { service });
}

const reasons: Readonly<Record<string, 'line' | 'request' | 'access' | 'twice'>> = {
  'line-refused': 'line',
  'authority-refused': 'request',
  '10103': 'access',
  '10107': 'access',
  '10119': 'access',
  '10120': 'access',
  '10121': 'twice',
};
const reasonOf = (code: string) => reasons[code] ?? 'other';

type FieldWord = Extract<MessageKey, `report.field.${string}`>;

/** The fields of both forms (`alloggiatiProblems`, `sesProblems`) in the words of a clerk. */
const fieldWords: Readonly<Record<string, FieldWord>> = {
  name: 'report.field.person',
  givenName: 'report.field.person',
  surname: 'report.field.person',
  firstSurname: 'report.field.person',
  secondSurname: 'report.field.second-surname',
  birthDate: 'report.field.birth',
  sex: 'report.field.sex',
  document: 'report.field.document',
  'document.type': 'report.field.document',
  'document.number': 'report.field.document',
  'document.placeOfIssue': 'report.field.document',
  'document.support': 'report.field.document',
  nationality: 'report.field.nationality',
  citizenship: 'report.field.nationality',
  birthState: 'report.field.birth-place',
  birthMunicipality: 'report.field.birth-place',
  birthProvince: 'report.field.birth-place',
  address: 'report.field.address',
  'address.country': 'report.field.address',
  'address.municipality': 'report.field.address',
  telephone: 'report.field.contact',
  kinship: 'report.field.kinship',
  arrival: 'report.field.stay',
  days: 'report.field.stay',
  exit: 'report.field.stay',
  role: 'report.field.role',
};
const fieldWord = (field: string): FieldWord => fieldWords[field] ?? 'report.field.other';
