import { checkDigit } from '../../../shared/framing';
import { TypedChipKey } from '../../../shared/contract/chip-calls';

/** Out of what a chip is opened when somebody types it. */
export type KeyKind = 'lines' | 'fields' | 'can';

/** What was typed so far, of each kind. Dates are `YYYY-MM-DD`, empty while incomplete. */
export interface ChipKeyDraft {
  readonly lines: string;
  readonly documentNumber: string;
  readonly birthDate: string;
  readonly expiryDate: string;
  readonly can: string;
}

export const emptyDraft: ChipKeyDraft = {
  lines: '',
  documentNumber: '',
  birthDate: '',
  expiryDate: '',
  can: '',
};

export interface ChipKeyFaults {
  documentNumber?: 'chip.error-number';
  birthDate?: 'chip.error-date';
  expiryDate?: 'chip.error-date';
  can?: 'chip.error-can';
}

/** The key to send, or what is wrong with each field. The last word is the contract's own schema. */
export function checkedKey(
  kind: 'fields' | 'can',
  { documentNumber, birthDate, expiryDate, can }: ChipKeyDraft,
): { key: TypedChipKey } | { faults: ChipKeyFaults } {
  const parsed = TypedChipKey.safeParse(kind === 'can' ? { can } : { documentNumber, birthDate, expiryDate });
  if (parsed.success) return { key: parsed.data };
  if (kind === 'can') return { faults: { can: 'chip.error-can' } };
  const faults: ChipKeyFaults = {};
  if (printedDigit(documentNumber) === undefined) faults.documentNumber = 'chip.error-number';
  if (birthDate === '') faults.birthDate = 'chip.error-date';
  if (expiryDate === '') faults.expiryDate = 'chip.error-date';
  return { faults };
}

/** The digit printed right behind a document number, if it was typed without a mistake; undefined while it is none. */
export function printedDigit(documentNumber: string): string | undefined {
  const number = documentNumber.trim().toUpperCase();
  return /^[A-Z0-9<]{1,22}$/.test(number) ? checkDigit(number.padEnd(9, '<')) : undefined;
}

/** The same for a date. */
export function printedDateDigit(day: string): string | undefined {
  return day === '' ? undefined : checkDigit(day.replaceAll('-', '').slice(-6));
}
