import type { AppendOptions, ToAppend } from '../journal/journal';
import type { Override } from '../operators/approvals';

/** The entries that say who approved what is recorded under `about`. */
export function overridesOf(
  about: string,
  overrides: readonly Override[],
  { retention, clockOffset = null }: Pick<AppendOptions, 'retention' | 'clockOffset'>,
): ToAppend[] {
  return overrides.map((body) => ({ kind: 'override', body, options: { about, retention, clockOffset } }));
}
