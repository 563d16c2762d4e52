const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_DIGITS = '10X98765432';

/**
 * Whether an 18-character number ends in its check digit (GB 11643, ISO 7064 MOD 11-2). The region it begins with is
 * not judged: 81, 82, 83 (Hong Kong, Macao, Taiwan) and 9 (foreign permanent residents) are as good as any.
 */
export function hasValidCheckDigit(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number)) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return CHECK_DIGITS[sum % 11] === number[17];
}
