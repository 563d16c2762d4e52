/** Where the fields lie in the three sizes of document (ICAO 9303 parts 4 to 6) and on the French card, counted over all lines without their ends. */

/** Start and length in characters. */
export type Field = readonly [start: number, length: number];

export interface Layout {
  readonly name: 'TD1' | 'TD2' | 'TD3' | 'FRA';
  /** How the zone begins, where its size alone does not tell. */
  readonly begins?: string;
  readonly lines: number;
  readonly lineLength: number;
  readonly code: Field;
  readonly issuer: Field;
  readonly names: Field;
  /** Where given names have a place of their own. */
  readonly givenNames?: Field;
  readonly number: Field;
  readonly numberCheck: number;
  /** Where a number longer than nine characters goes on; a passport's never does. */
  readonly numberRest?: Field;
  readonly nationality: Field;
  readonly birth: Field;
  readonly birthCheck: number;
  readonly sex: Field;
  /** Absent from the French card: it is printed beside the zone alone. */
  readonly expiry?: Field;
  readonly expiryCheck?: number;
  /** Data at the issuer's discretion that have a check digit of their own. */
  readonly optional?: Field;
  readonly optionalCheck?: number;
  /** What the last check digit covers, in this order. */
  readonly composite: readonly Field[];
  readonly compositeCheck: number;
}

const TD1: Layout = {
  name: 'TD1',
  lines: 3,
  lineLength: 30,
  code: [0, 2],
  issuer: [2, 3],
  number: [5, 9],
  numberCheck: 14,
  numberRest: [15, 15],
  birth: [30, 6],
  birthCheck: 36,
  sex: [37, 1],
  expiry: [38, 6],
  expiryCheck: 44,
  nationality: [45, 3],
  composite: [
    [5, 25],
    [30, 7],
    [38, 7],
    [48, 11],
  ],
  compositeCheck: 59,
  names: [60, 30],
};

const TD2: Layout = {
  name: 'TD2',
  lines: 2,
  lineLength: 36,
  code: [0, 2],
  issuer: [2, 3],
  names: [5, 31],
  number: [36, 9],
  numberCheck: 45,
  numberRest: [64, 7],
  nationality: [46, 3],
  birth: [49, 6],
  birthCheck: 55,
  sex: [56, 1],
  expiry: [57, 6],
  expiryCheck: 63,
  composite: [
    [36, 10],
    [49, 7],
    [57, 14],
  ],
  compositeCheck: 71,
};

const TD3: Layout = {
  name: 'TD3',
  lines: 2,
  lineLength: 44,
  code: [0, 2],
  issuer: [2, 3],
  names: [5, 39],
  number: [44, 9],
  numberCheck: 53,
  nationality: [54, 3],
  birth: [57, 6],
  birthCheck: 63,
  sex: [64, 1],
  expiry: [65, 6],
  expiryCheck: 71,
  optional: [72, 14],
  optionalCheck: 86,
  composite: [
    [44, 10],
    [57, 7],
    [65, 22],
  ],
  compositeCheck: 87,
};

/**
 * The French identity card of before 2021, good for up to fifteen years: as large as a TD2 and laid out otherwise. Only
 * French nationals have one, and its last check digit covers both lines.
 */
const FRANCE: Layout = {
  name: 'FRA',
  begins: 'IDFRA',
  lines: 2,
  lineLength: 36,
  code: [0, 2],
  issuer: [2, 3],
  names: [5, 25],
  givenNames: [49, 14],
  number: [36, 12],
  numberCheck: 48,
  nationality: [2, 3],
  birth: [63, 6],
  birthCheck: 69,
  sex: [70, 1],
  composite: [[0, 71]],
  compositeCheck: 71,
};

export const LAYOUTS: readonly Layout[] = [TD1, FRANCE, TD2, TD3];

export function textAt(zone: string, [start, length]: Field): string {
  return zone.slice(start, start + length);
}

/** The places of a field, one by one. */
export function placesOf([start, length]: Field): number[] {
  return Array.from({ length }, (_, index) => start + index);
}
