import type { Check } from '../../../shared/domain/verdict';
import { Refusal } from '../../crypto/refusal';
import type { Credential, Format } from '../format';
import type { Presented } from '../presented';
import { personIn } from './person';
import { type Checked, readZone } from './reading';
import { SPECIMEN_STATE } from './states';
import { type Zone, zoneIn } from './zone';

interface PrintedLines extends Credential {
  readonly repaired: readonly Checked[];
  readonly failed: readonly Checked[];
}

/**
 * The machine readable zone of passports and cards: TD1, TD2 and TD3 (ICAO 9303 parts 3 to 6), and the French card of before 2021. Anybody can print one, so
 * right check digits say that it was read right and no more: a person compares document and guest.
 */
export const mrz: Format<PrintedLines> = {
  name: 'mrz',

  recognise({ text }) {
    return text !== undefined && zoneIn(text) !== undefined;
  },

  decode(presented, now) {
    const reading = readZone(supported(presented));
    const { repaired, failed } = reading;
    const person = failed.length > 0 ? { claims: {}, validity: {} } : personIn(reading, now);
    return { ...person, repaired, failed };
  },

  verify({ claims, repaired, failed }, { specimens = false }) {
    const checks: Check[] = [{ name: 'check-digits', ok: failed.length === 0, ...detail(failed, repaired) }];
    if (failed.length > 0) return { refused: 'malformed', checks };
    const isSpecimen = [claims.issuingCountry, claims.nationality].includes(SPECIMEN_STATE);
    if (isSpecimen && !specimens) {
      checks.push({ name: 'issuer-trusted', ok: false, detail: 'a specimen of a state that does not exist' });
      return { refused: 'untrusted-issuer', checks };
    }
    return { assurance: 'unsigned', checks };
  },
};

/** The zone of a travel document. A visa is refused. */
function supported({ text = '' }: Presented): Zone {
  const zone = zoneIn(text);
  if (zone === undefined) throw new Refusal('malformed', 'MRZ: these are not the lines of a document');
  if (zone.text.startsWith('V')) throw new Refusal('unsupported', 'MRZ: a visa is no identity document');
  return zone;
}

function detail(failed: readonly Checked[], repaired: readonly Checked[]): Pick<Check, 'detail'> {
  if (failed.length > 0) return { detail: `wrong: ${failed.join(', ')}` };
  return repaired.length > 0 ? { detail: `misread and put right: ${repaired.join(', ')}` } : {};
}
