const WEIGHTS = [7, 3, 1] as const;

/** The check digit of a text of A to Z, 0 to 9 and fillers (ICAO 9303 part 3, 4.9): weights 7, 3, 1, the sum modulo 10. */
export function checkDigit(text: string): string {
  const sum = [...text].reduce(
    (total, character, index) => total + valueOf(character) * (WEIGHTS[index % 3] ?? 0),
    0,
  );
  return String(sum % 10);
}

/** 0 to 9 as they are, A to Z as 10 to 35, a filler as 0. */
function valueOf(character: string): number {
  return character === '<' ? 0 : Number.parseInt(character, 36);
}
