import type { TraySample } from '../../../shared/domain/sample';
import { type SampleChip, samplePassport } from './sample-passport';

/** The printed lines of the sample passport, as a scanner delivers them. */
export const passportLines = {
  id: 'passport-lines',
  name: 'Liv Halvorsen, printed lines',
  kind: 'code',
  format: 'mrz',
  text: samplePassport.lines.replace('\n', ''),
  expect: 'check-by-eye',
  reusable: true,
} as const satisfies TraySample;

/** What the tray offers of the sample passport: its lines, and its chip as it was made and as a forger left it. */
export const passportSamples: readonly TraySample[] = [
  passportLines,
  {
    id: 'passport',
    name: 'Liv Halvorsen, passport',
    kind: 'chip',
    format: 'emrtd',
    expect: 'verified',
    reusable: true,
  },
  {
    id: 'passport-altered',
    name: 'Passport with an exchanged portrait',
    kind: 'chip',
    format: 'emrtd',
    expect: 'refused',
    reason: 'bad-signature',
    reusable: true,
  },
];

/** By id of the sample. */
export const sampleChips: ReadonlyMap<string, SampleChip> = new Map([
  ['passport', 'genuine'],
  ['passport-altered', 'altered'],
]);
