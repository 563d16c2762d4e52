/** The kinds of card, by the type flag of the record (FORMATS 3). */
export type Layout = 'resident' | 'hk-macao-taiwan' | 'foreigner-2017' | 'foreigner-2023';

/** Offset and length in bytes. */
type Field = readonly [offset: number, length: number];

export const RECORD_LENGTH = 256;
export const TYPE_FLAG: Field = [248, 2];

/** The type flag's letter, blank for the resident's own card. */
export const LAYOUT_OF_FLAG: ReadonlyMap<string, Layout> = new Map([
  ['', 'resident'],
  ['J', 'hk-macao-taiwan'],
  ['I', 'foreigner-2017'],
  ['Y', 'foreigner-2023'],
]);

export interface Fields {
  readonly name?: Field;
  /** Name in Latin letters; its pieces are joined before the padding goes. */
  readonly latinName?: readonly Field[];
  readonly sex: Field;
  readonly ethnicity?: Field;
  readonly birth: Field;
  readonly address?: Field;
  readonly number: Field;
  readonly issuer?: Field;
  readonly from: Field;
  readonly to: Field;
  readonly passNumber?: Field;
  readonly issueCount?: Field;
  readonly nationality?: Field;
}

const RESIDENT: Fields = {
  name: [0, 30],
  sex: [30, 2],
  ethnicity: [32, 4],
  birth: [36, 16],
  address: [52, 70],
  number: [122, 36],
  issuer: [158, 30],
  from: [188, 16],
  to: [204, 16],
};

/** Where the fields lie in each layout: UTF-16LE, padded with blanks. */
export const FIELDS: Readonly<Record<Layout, Fields>> = {
  resident: RESIDENT,
  'hk-macao-taiwan': { ...RESIDENT, ethnicity: undefined, passNumber: [220, 18], issueCount: [238, 4] },
  'foreigner-2017': {
    latinName: [[0, 120]],
    sex: [120, 2],
    number: [122, 30],
    nationality: [152, 6],
    name: [158, 30],
    from: [188, 16],
    to: [204, 16],
    birth: [220, 16],
    issuer: [240, 8],
  },
  'foreigner-2023': {
    name: [0, 30],
    sex: [30, 2],
    issueCount: [32, 4],
    birth: [36, 16],
    latinName: [
      [52, 70],
      [220, 22],
    ],
    number: [122, 36],
    from: [188, 16],
    to: [204, 16],
    nationality: [242, 6],
  },
};
