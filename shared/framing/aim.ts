/**
 * Splits an AIM symbology identifier (ISO/IEC 15424: `]`, a code letter, a modifier) off the front of a text.
 * A text without one comes back whole.
 */
export function splitAim(text: string): { symbology?: string; text: string } {
  const symbology = /^\][A-Za-z][0-9A-Za-z]/.exec(text)?.[0];
  return symbology === undefined ? { text } : { symbology, text: text.slice(symbology.length) };
}

/** Whether three characters are an AIM symbology identifier. */
export function isAim(candidate: string): boolean {
  return /^\][A-Za-z][0-9A-Za-z]$/.test(candidate);
}
