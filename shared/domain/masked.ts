/** The last four characters of a number behind dots, as every screen shows it: `•••• 4471`. Shorter numbers show nothing. */
export function masked(number: string): string {
  const tail = numberTail(number);
  return tail === undefined ? '••••' : `•••• ${tail}`;
}

/** The last four characters, or undefined where the number is so short that they would give it away. */
export function numberTail(number: string): string | undefined {
  const characters = [...number.replaceAll(/\s/g, '')];
  return characters.length >= 8 ? characters.slice(-4).join('') : undefined;
}
