import { dayAfter } from '../calendar-date';
import type { Format } from '../format';
import type { Presented } from '../presented';
import { bearerOf } from './bearer';
import { beginsLicence, readLicence } from './elements';

/**
 * The PDF417 code of North American driver licences and identity cards (AAMVA Card Design Standard, versions 1 to 10 and
 * those after, which only add elements). Anybody can print one: a person compares document and guest (FORMATS 10).
 */
export const aamva: Format = {
  name: 'aamva',

  recognise(presented) {
    return beginsLicence(textOf(presented));
  },

  decode(presented) {
    const claims = bearerOf(readLicence(textOf(presented)));
    const { validUntil } = claims;
    return {
      claims,
      validity: { until: validUntil === 'long-term' ? undefined : dayAfter(validUntil) },
    };
  },

  verify() {
    return {
      assurance: 'unsigned',
      checks: [{ name: 'signature', ok: null, detail: 'this kind of document carries none' }],
    };
  },
};

/** Licences with accents are written in Latin-1, which is no UTF-8 text. */
function textOf({ text, bytes }: Presented): string {
  return text ?? Buffer.from(bytes).toString('latin1');
}
