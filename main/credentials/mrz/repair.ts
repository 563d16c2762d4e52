/**
 * Letters and digits that optical readers take for each other. Nothing is repaired but what a check digit proves:
 * it cannot tell G from 6 (they count ten more or less) nor L from 1 (twenty), so where either may stand they stay as read.
 */
const LOOKS_LIKE: ReadonlyMap<string, string> = new Map([
  ['0', 'OQD'],
  ['1', 'IL'],
  ['2', 'Z'],
  ['5', 'S'],
  ['6', 'G'],
  ['8', 'B'],
]);

const DIGIT_OF: ReadonlyMap<string, string> = new Map(
  [...LOOKS_LIKE].flatMap(([digit, letters]) => [...letters].map((letter) => [letter, digit] as const)),
);

/** The zone with digits at places where only digits may stand; the check digits over them prove it afterwards. */
export function withDigits(zone: string, places: readonly number[]): string {
  return places.reduce((text, place) => {
    const digit = DIGIT_OF.get(text[place] ?? '');
    return digit === undefined ? text : withCharacter(text, place, digit);
  }, zone);
}

/**
 * The zone with one character of these places exchanged for one that looks like it, where exactly one such exchange
 * passes. Undefined where none does, and where several do: then nothing is proven.
 */
export function provenRepair(
  zone: string,
  places: readonly number[],
  passes: (zone: string) => boolean,
): string | undefined {
  const candidates = places.flatMap((place) =>
    lookalikes(zone[place] ?? '').map((character) => withCharacter(zone, place, character)),
  );
  const passing = candidates.filter(passes);
  return passing.length === 1 ? passing[0] : undefined;
}

function lookalikes(character: string): string[] {
  const digit = DIGIT_OF.get(character);
  return digit === undefined ? [...(LOOKS_LIKE.get(character) ?? '')] : [digit];
}

function withCharacter(text: string, place: number, character: string): string {
  return text.slice(0, place) + character + text.slice(place + 1);
}
