import type { Issuer } from '../../shared/domain/trust-list';
import type { Format } from './format';
import type { Presented } from './presented';

/** Every format the terminal knows, in the order in which they are tried: explicit routing rules before shapes. */
export const formats: readonly Format[] = [];

/** The format that what was presented looks like, if any. */
export function recognise(presented: Presented, issuers: readonly Issuer[]): Format | undefined {
  return formats.find((format) => format.recognise(presented, issuers));
}
