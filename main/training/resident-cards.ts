import { SAMPLE_SAM } from './sample-issuers';

/** A card of the training room, as the records that a reader's security module would send (FORMATS 3). */
export interface ResidentCard {
  readonly id: string;
  readonly name: string;
  /** 256 bytes UTF-16LE. */
  readonly textRecord: Uint8Array;
  /** 1,024 bytes. On a real card a picture in a licensed compression; here bytes that no decoder takes for one. */
  readonly photo: Uint8Array;
  readonly samId: string;
  /** 70 bytes UTF-16LE, where an address was appended to the card. */
  readonly addressRecord?: Uint8Array;
}

/** One card of each layout. The people are invented, the check digits are right. */
export const residentCards: readonly ResidentCard[] = [
  card('resident', '沈若岚 Shen Ruolan', {
    address: '云泽市湖滨区采莲路66号1幢501室',
    fields: [
      [0, 30, '沈若岚'],
      [30, 2, '2'],
      [32, 4, '01'],
      [36, 16, '19880229'],
      [52, 70, '云泽市松江区望海街12号'],
      [122, 36, residentNumber('11019919880229004')],
      [158, 30, '云泽市公安局湖滨分局'],
      [188, 16, '20190601'],
      [204, 16, '20390601'],
    ],
  }),
  card('hong-kong', '黎卓言 Lai Cheuk-yin', {
    fields: [
      [0, 30, '黎卓言'],
      [30, 2, '1'],
      [36, 16, '19930605'],
      [52, 70, '云泽市湖滨区银杏大道8号'],
      [122, 36, residentNumber('81000019930605002')],
      [158, 30, '云泽市公安局湖滨分局'],
      [188, 16, '20230410'],
      [204, 16, '20280410'],
      [220, 18, 'H09900117'],
      [238, 4, '02'],
      [248, 2, 'J'],
    ],
  }),
  card('permanent-resident-2017', 'QUINTERO, RAFAEL 金拉斐', {
    fields: [
      [0, 120, 'QUINTERO, RAFAEL'],
      [120, 2, '1'],
      [122, 30, permanentResidentNumber('ESP11997410190')],
      [152, 6, 'ESP'],
      [158, 30, '金拉斐'],
      [188, 16, '20200115'],
      [204, 16, '20300115'],
      [220, 16, '19741019'],
      [236, 4, '01'],
      [240, 8, '1100'],
      [248, 2, 'I'],
    ],
  }),
  card('permanent-resident-2023', 'VOGT, ANNELIESE 傅安娜', {
    fields: [
      [0, 30, '傅安娜'],
      [30, 2, '2'],
      [32, 4, '01'],
      [36, 16, '19850417'],
      [52, 70, 'VOGT, ANNELIESE'],
      [122, 36, residentNumber('93127619850417004')],
      [188, 16, '20240301'],
      [204, 16, '20340301'],
      [242, 6, 'DEU'],
      [248, 2, 'Y'],
    ],
  }),
];

/** Seventeen digits with their check digit (GB 11643, ISO 7064 MOD 11-2). */
function residentNumber(digits: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
  return digits + '10X98765432'.charAt(sum % 11);
}

/** Fourteen characters with their check digit, weights 7 3 1, letters from A = 10, as in a machine-readable zone (ICAO 9303-3). */
function permanentResidentNumber(characters: string): string {
  const weights = [7, 3, 1];
  const sum = [...characters].reduce(
    (total, character, place) => total + parseInt(character, 36) * (weights[place % 3] ?? 0),
    0,
  );
  return characters + String(sum % 10);
}

type Field = readonly [offset: number, length: number, text: string];

function card(
  id: string,
  name: string,
  { fields, address }: { fields: readonly Field[]; address?: string },
): ResidentCard {
  const textRecord = spaces(256);
  for (const [offset, length, text] of fields) write(textRecord, offset, length, text);
  return {
    id: `card-${id}`,
    name,
    textRecord,
    photo: Uint8Array.from({ length: 1_024 }, (_, index) => (index * 37 + id.length) & 0xff),
    samId: SAMPLE_SAM,
    ...(address !== undefined && { addressRecord: write(spaces(70), 0, 70, address) }),
  };
}

function spaces(length: number): Uint8Array {
  return Buffer.from(' '.repeat(length / 2), 'utf16le');
}

function write(record: Uint8Array, offset: number, length: number, text: string): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le');
  if (bytes.length > length) throw new RangeError(`A field of ${length} bytes does not hold its text.`);
  record.set(bytes, offset);
  return record;
}
