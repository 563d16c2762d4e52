import { checkDigit } from '../../../shared/framing/mrz-check-digit';
import { type Field, type Layout, placesOf, textAt } from './layout';
import { provenRepair, withDigits } from './repair';
import type { Zone } from './zone';

const NOTHING: Field = [0, 0];

/** What a check digit stands for, in words for people who look closer. */
export type Checked = 'document number' | 'birth date' | 'expiry date' | 'optional data' | 'whole zone';

/** A zone whose check digits have been compared. */
export interface Reading {
  readonly layout: Layout;
  /** The zone, put right where a check digit proved it. */
  readonly text: string;
  /** All of the number, also where it goes on in another field. */
  readonly number: string;
  /** What was put right. */
  readonly repaired: readonly Checked[];
  /** Whose check digit is wrong. */
  readonly failed: readonly Checked[];
}

/** Compares every check digit and repairs what one of them proves. Never throws. */
export function readZone({ layout, text: read }: Zone): Reading {
  const digitsOnly = digitPlaces(layout, read);
  let text = withDigits(read, digitsOnly);
  const repaired: Checked[] = [];
  const failed: Checked[] = [];
  const settled = new Set<number>();
  for (const { name, places, digit, passes } of checksOf(layout)) {
    const open = places(text).filter((place) => !settled.has(place));
    const doubtful = open.filter((place) => !digitsOnly.includes(place));
    const right = passes(text) ? text : provenRepair(text, doubtful, passes);
    if (right === undefined) {
      failed.push(name);
      continue;
    }
    text = right;
    const own = [...open, digit(text)];
    if (own.some((place) => right[place] !== read[place])) repaired.push(name);
    for (const place of own) settled.add(place);
  }
  return { layout, text, number: numberIn(layout, text).number, repaired, failed };
}

interface ZoneCheck {
  readonly name: Checked;
  /** What the check digit covers. */
  places(text: string): number[];
  /** Place of the check digit. */
  digit(text: string): number;
  passes(text: string): boolean;
}

/** The checks in the order in which they settle their places: the last one is over all of them. */
function checksOf(layout: Layout): ZoneCheck[] {
  const { expiry, expiryCheck, optional, optionalCheck, composite, compositeCheck } = layout;
  const names = [layout.names, layout.givenNames ?? NOTHING].flatMap(placesOf);
  const plain = (name: Checked, field: Field, digit: number): ZoneCheck => ({
    name,
    places: () => placesOf(field),
    digit: () => digit,
    passes: (text) => isRight(textAt(text, field), text[digit]),
  });
  return [
    {
      name: 'document number',
      places: (text) => numberIn(layout, text).places,
      digit: (text) => numberIn(layout, text).digit,
      passes: (text) => numberIn(layout, text).isRight,
    },
    plain('birth date', layout.birth, layout.birthCheck),
    ...(expiry && expiryCheck ? [plain('expiry date', expiry, expiryCheck)] : []),
    ...(optional && optionalCheck ? [plain('optional data', optional, optionalCheck)] : []),
    {
      name: 'whole zone',
      // A name is never put right: letters alone stand there, and a digit for one of them is refused afterwards.
      places: () => composite.flatMap(placesOf).filter((place) => !names.includes(place)),
      digit: () => compositeCheck,
      passes: (text) =>
        text[compositeCheck] === checkDigit(composite.map((field) => textAt(text, field)).join('')),
    },
  ];
}

/** A field of fillers alone may have a filler for its check digit. */
function isRight(covered: string, digit: string | undefined): boolean {
  return digit === checkDigit(covered) || (digit === '<' && /^<*$/.test(covered));
}

/**
 * The document number, its places and its check digit. With a filler where that should be the number goes on in the
 * optional data, up to the last character before a filler, which is the check digit (9303 part 5, 4.2.2). Some states
 * count the filler between the two pieces, others do not: either is right.
 */
function numberIn(layout: Layout, text: string) {
  const { number: field, numberCheck } = layout;
  const first = textAt(text, field);
  const rest = restOfNumber(layout, text);
  if (rest === undefined) {
    const isThere = /[^<]/.test(first);
    return {
      number: first.replace(/<+$/, ''),
      places: placesOf(field),
      digit: numberCheck,
      isRight: isThere && isRight(first, text[numberCheck]),
    };
  }
  const [start, length] = rest;
  const tail = textAt(text, [start, length - 1]);
  const digit = start + length - 1;
  return {
    number: first + tail,
    places: [...placesOf(field), ...placesOf([start, length - 1])],
    digit,
    isRight: [first + tail, `${first}<${tail}`].some((covered) => checkDigit(covered) === text[digit]),
  };
}

/** Where a long number goes on, its check digit included; undefined for a number that does not. */
function restOfNumber({ numberCheck, numberRest }: Layout, text: string): Field | undefined {
  if (!numberRest || text[numberCheck] !== '<') return undefined;
  const [start] = numberRest;
  const length = /^[^<]*/.exec(textAt(text, numberRest))?.[0].length ?? 0;
  return length === 0 ? undefined : [start, length];
}

/** Where only digits may stand: dates and check digits. */
function digitPlaces(layout: Layout, text: string): number[] {
  const { birth, expiry = NOTHING } = layout;
  return [...placesOf(birth), ...placesOf(expiry), ...checksOf(layout).map(({ digit }) => digit(text))];
}
