import { TypedDocument, type TypedKind } from '../../shared/domain/typed-document';

/** What the clerk has typed so far; empty while nothing is chosen or a date is not complete. */
export interface TypedDraft {
  kind: TypedKind | '';
  number: string;
  familyName: string;
  givenName: string;
  birthDate: string;
  validUntil: string;
  issuingCountry: string;
  sex: 'male' | 'female' | 'other' | '';
}

export const emptyTyped: TypedDraft = {
  kind: '',
  number: '',
  familyName: '',
  givenName: '',
  birthDate: '',
  validUntil: '',
  issuingCountry: '',
  sex: '',
};

/** What is wrong with a field, as the key of its sentence. */
export interface TypedFaults {
  kind?: 'typed.error-kind';
  issuingCountry?: 'typed.error-country';
  number?: 'typed.error-number';
  familyName?: 'typed.error-name';
  birthDate?: 'typed.error-birth-date' | 'typed.error-future';
}

/** The document to present, or what is wrong with each field. `today` is a calendar day: nobody is born after it. */
export function checkedTyped(
  draft: TypedDraft,
  today: string,
): { document: TypedDocument } | { faults: TypedFaults } {
  const { kind, number, familyName, birthDate, validUntil, sex } = draft;
  const issuingCountry = draft.issuingCountry.trim().toUpperCase();
  const parsed = TypedDocument.safeParse({
    ...draft,
    issuingCountry,
    validUntil: validUntil === '' ? undefined : validUntil,
    sex: sex === '' ? undefined : sex,
  });
  const born = birthDate !== '' && birthDate <= today;
  if (parsed.success && born) return { document: parsed.data };
  const { shape } = TypedDocument;
  const faults: TypedFaults = {};
  if (!shape.kind.safeParse(kind).success) faults.kind = 'typed.error-kind';
  if (!shape.issuingCountry.safeParse(issuingCountry).success) faults.issuingCountry = 'typed.error-country';
  if (!shape.number.safeParse(number).success) faults.number = 'typed.error-number';
  if (!shape.familyName.safeParse(familyName).success) faults.familyName = 'typed.error-name';
  if (birthDate === '') faults.birthDate = 'typed.error-birth-date';
  else if (!born) faults.birthDate = 'typed.error-future';
  return { faults };
}
