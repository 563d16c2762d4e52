/** One measured figure with its yardstick of the same run; `ratio` is what the goal is about. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  yardstick: number;
  ratio: number;
  goal: string;
  ok: boolean;
}

/** What a figure says that could not be measured here. */
export interface Unmeasured {
  name: string;
  ok: false;
  reason: string;
}

export function rounded(number: number): number {
  return Number(number.toPrecision(4));
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
