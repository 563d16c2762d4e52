import { Refusal } from '../../crypto/refusal';
import { dayAfter } from '../calendar-date';
import type { Format } from '../format';
import { bearerOfStripe } from './licence-stripe';
import { tracksOf } from './tracks';

/**
 * The magnetic stripe of a North American driver licence or identity card (ISO/IEC 7811; AAMVA Card Design Standard,
 * annex F). Anybody can write one: a person compares document and guest (FORMATS 11). Payment cards never come this far.
 */
export const magstripe: Format = {
  name: 'magstripe',

  recognise({ text }) {
    return text !== undefined && tracksOf(text) !== undefined;
  },

  decode({ text = '' }) {
    const tracks = tracksOf(text);
    if (tracks === undefined) throw new Refusal('malformed', 'magstripe: no tracks');
    const claims = bearerOfStripe(tracks);
    const { validUntil } = claims;
    return { claims, validity: { until: validUntil === 'long-term' ? undefined : lastMoment(validUntil) } };
  },

  verify() {
    return {
      assurance: 'unsigned',
      checks: [{ name: 'signature', ok: null, detail: 'this kind of document carries none' }],
    };
  },
};

/** The first moment after a day, or after a whole month. */
function lastMoment(until: string | undefined): Date | undefined {
  const [year, month, day] = until?.split('-').map(Number) ?? [];
  if (year === undefined || month === undefined || day !== undefined) return dayAfter(until);
  return new Date(year, month, 1);
}
