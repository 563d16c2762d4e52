/** What the test code tells of a scanner that types: by what layouts its characters were changed on the way. Pure. */
import { type KeyboardLayout, keyboardLayouts, typedAcross } from './keyboard-layouts';
import { TEST_CODE, isTestCode } from './test-code';

/** What became of the test code. */
export type TypedTestCode = {
  /** Typed before it: what the scanner puts in front of each code. */
  readonly prefix: string;
  /** Typed behind it, other than Enter and Tab. */
  readonly ending: string;
  readonly capsLock: boolean;
} & (
  | { readonly layout: 'same' }
  /** The scanner is set to one layout, the computer to another; several pairs where they change the code alike. */
  | { readonly layout: 'crossed'; readonly pairs: readonly LayoutPair[] }
  /** It was changed in a way that no pair of known layouts does. */
  | { readonly layout: 'unknown' }
);

export interface LayoutPair {
  readonly scanner: KeyboardLayout;
  readonly computer: KeyboardLayout;
}

/** Reads what arrived; undefined where it is no test code. Works for any text, of any length. */
export function readTestCode(arrived: string): TypedTestCode | undefined {
  if (!isTestCode(arrived)) return undefined;
  for (const capsLock of [false, true]) {
    const text = capsLock ? otherCase(arrived) : arrived;
    const same = around(text, TEST_CODE);
    if (same) return { ...same, capsLock, layout: 'same' };
    const { pairs, place } = crossings(text);
    if (place) return { ...place, capsLock, layout: 'crossed', pairs };
  }
  return { prefix: '', ending: '', capsLock: false, layout: 'unknown' };
}

type Place = Pick<TypedTestCode, 'prefix' | 'ending'>;

/** The pairs whose crossing the text holds. Of several that fit, one that leaves less around it wins. */
function crossings(text: string): { pairs: LayoutPair[]; place?: Place } {
  let pairs: LayoutPair[] = [];
  let place: Place | undefined;
  for (const scanner of keyboardLayouts) {
    for (const computer of keyboardLayouts) {
      const code = typedAcross(TEST_CODE, scanner, computer);
      const found = code === undefined ? undefined : around(text, code);
      if (!found) continue;
      const lesser = place === undefined || lengthOf(found) < lengthOf(place);
      if (lesser) [place, pairs] = [found, []];
      if (lesser || (place && lengthOf(found) === lengthOf(place))) pairs.push({ scanner, computer });
    }
  }
  return { pairs, place };
}

const lengthOf = ({ prefix, ending }: Place) => prefix.length + ending.length;

function around(text: string, code: string): Place | undefined {
  const at = text.indexOf(code);
  return at < 0 ? undefined : { prefix: text.slice(0, at), ending: text.slice(at + code.length) };
}

/** What Caps Lock makes of letters: capitals of small ones and the other way round. */
function otherCase(text: string): string {
  return Array.from(text, (character) => {
    const upper = character.toUpperCase();
    const other = character === upper ? character.toLowerCase() : upper;
    return other.length === character.length ? other : character;
  }).join('');
}
