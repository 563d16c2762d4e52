import type { FormatName } from '../../shared/domain/format';
import { Refusal } from '../crypto/refusal';
import type { Format } from './format';
import type { Presented } from './presented';

/**
 * Formats that the terminal knows by their shape and cannot verify yet: the clerk hears what it is instead of
 * "unknown code". Each gives way to a folder of its own.
 */
export const recognisedOnly: readonly Format[] = [
  knownByShape('magstripe', matches(/^(?:%[A-Z][^?\r\n]{2,77}\?|;\d{1,19}=[\d=]{0,36}\?)/)),
];

function knownByShape(name: FormatName, recognise: (presented: Presented) => boolean): Format {
  return {
    name,
    recognise,
    decode() {
      throw new Refusal('unsupported', `${name} is recognised, but cannot be verified by this version`);
    },
    verify() {
      return { refused: 'unsupported', checks: [] };
    },
  };
}

function matches(pattern: RegExp): (presented: Presented) => boolean {
  return ({ text }) => text !== undefined && pattern.test(text);
}
