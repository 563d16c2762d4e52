/** Where a key of the keyboard leads from a row of a list, within its `total` rows; undefined for a key that does not walk. */
export function rowStep(
  key: string,
  here: number,
  { perPage, total }: { perPage: number; total: number },
): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: here + 1,
    ArrowUp: here - 1,
    PageDown: here + perPage,
    PageUp: here - perPage,
    Home: 0,
    End: total - 1,
  };
  const to = steps[key];
  return to === undefined ? undefined : Math.max(0, Math.min(total - 1, to));
}
