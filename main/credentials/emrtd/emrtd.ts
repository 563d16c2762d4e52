import type { ChipReading } from '../../../shared/domain/presentation';
import type { Check } from '../../../shared/domain/verdict';
import { Refusal } from '../../crypto/refusal';
import type { Credential, Format } from '../format';
import { textAt } from '../mrz/layout';
import { SPECIMEN_STATE } from '../mrz/states';
import { answersChallenge, readActiveKey } from './active-authentication';
import { type ChipContents, readChipContents } from './chip-contents';
import { proofOfDocument } from './passive-authentication';
import { readSecurityGroup } from './security-infos';

interface ChipCredential extends Credential {
  readonly contents: ChipContents;
  readonly reading: ChipReading;
}

/**
 * The chip of a passport or card, as `readChip` read it (ICAO 9303 parts 10 to 12). Verified offline: a state signed
 * what it holds. A chip that should be able to prove that it is the original and does not is refused; one that was made
 * without such a proof is not, and the check says so.
 */
export const emrtd: Format<ChipCredential> = {
  name: 'emrtd',

  recognise({ chip }) {
    return chip !== undefined;
  },

  decode({ chip }, now) {
    if (chip === undefined) throw new Refusal('malformed', 'not the reading of a chip');
    const contents = readChipContents(chip, now);
    return { claims: contents.claims, validity: contents.validity, contents, reading: chip };
  },

  verify({ claims, contents, reading }, trusted, now) {
    const opened: Check = { name: 'chip-opened', ok: true, detail: openedHow(reading) };
    const proof = proofOfDocument(
      contents.signed,
      { groups: contents.groups, state: claims.issuingCountry ?? '' },
      trusted,
      now,
    );
    const checks = [opened, ...proof.checks];
    if (proof.refused) return { ...proof, checks };
    if (!trusted.specimens && [claims.issuingCountry, claims.nationality].includes(SPECIMEN_STATE)) {
      const specimen = 'a specimen of a state that does not exist';
      return {
        refused: 'untrusted-issuer',
        checks: [...checks, { name: 'issuer-trusted', ok: false, detail: specimen }],
      };
    }
    checks.push(originalCheck(contents, reading), printedCheck(contents, reading));
    const isRefused = checks.some(({ ok }) => ok === false);
    return isRefused ? { refused: 'bad-signature', checks } : { ...proof, checks };
  },
};

function openedHow({ openedBy, openedWith }: ChipReading): string {
  return `${openedBy.toUpperCase()}, ${openedWith === 'can' ? 'card access number' : 'printed lines'}`;
}

const CHIP_KEY_GROUP = 14;
const ACTIVE_KEY_GROUP = 15;

/** Whether the chip is the one that the state made, and no copy of its files. */
function originalCheck({ signed, groups }: ChipContents, reading: ChipReading): Check {
  const check = (ok: boolean | null, detail: string): Check => ({ name: 'chip-original', ok, detail });
  const withheld = [CHIP_KEY_GROUP, ACTIVE_KEY_GROUP].filter(
    (group) => signed.digests.has(group) && !groups.has(group),
  );
  if (withheld.length > 0) return check(false, 'it withholds a key that was signed with it');
  if (reading.chipAuthentication !== 'absent') {
    const passed = reading.chipAuthentication === 'passed' && groups.has(CHIP_KEY_GROUP);
    return check(passed, 'chip authentication');
  }
  const group = groups.get(ACTIVE_KEY_GROUP);
  if (group === undefined) return check(null, 'this chip was made without a proof');
  if (reading.activeAuthentication === undefined) return check(false, 'it was not asked to sign');
  const { challengeBase64, responseBase64 } = reading.activeAuthentication;
  const [challenge, response] = [challengeBase64, responseBase64].map((each) => Buffer.from(each, 'base64'));
  return check(
    signs(group, groups.get(CHIP_KEY_GROUP), challenge ?? NONE, response ?? NONE),
    'active authentication',
  );
}

/** Null where the key is of a kind that is not known here. */
function signs(
  group: Uint8Array,
  infos: Uint8Array | undefined,
  challenge: Uint8Array,
  response: Uint8Array,
): boolean | null {
  try {
    const hash = infos && readSecurityGroup(infos).activeAuthenticationHash;
    return answersChallenge(readActiveKey(group), hash, challenge, response);
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.reason === 'unsupported' ? null : false;
    throw thrown;
  }
}

const NONE = new Uint8Array();

/** Whether the lines that opened the chip are those inside it: else the page and the chip are of two documents. */
function printedCheck({ zone }: ChipContents, { printed }: ChipReading): Check {
  if (printed === undefined)
    return { name: 'printed-lines', ok: null, detail: 'not read: it was opened by its number' };
  const isSame =
    printed.documentNumber.replace(/<+$/, '').toUpperCase() === zone.number &&
    printed.birthDate === textAt(zone.text, zone.layout.birth) &&
    zone.layout.expiry !== undefined &&
    printed.expiryDate === textAt(zone.text, zone.layout.expiry);
  return { name: 'printed-lines', ok: isSame };
}
