import { VestibuleError } from '../../../shared/domain/error';
import { pointBytes, xOf } from '../../crypto/curve';
import type { EcPublicKey } from '../../crypto/public-key';
import { writeTlv } from '../../crypto/tlv';
import { DONE } from '../../../shared/framing/apdu';
import type { Random } from './bac';
import type { Chip } from './chip';
import { fileNamed } from './data-groups';
import { keyPair } from './pace';
import { sessionFrom } from './secure-messaging';
import type { ChipAuthenticationOffer, SecurityInfos } from './security-infos';
import { suites } from './suite';

/** A key of the chip, and the way to make it prove that it has the private half. */
export interface ChipProof {
  readonly offer: ChipAuthenticationOffer;
  readonly key: EcPublicKey;
}

/** How the chip can prove itself, if it can: a chip that names a key and no way means 3DES (ICAO 9303 part 11, 9.2.5). */
export function chipProof({ keys, chipAuthentication }: SecurityInfos): ChipProof | undefined {
  for (const { key, keyId } of keys) {
    if (key.type !== 'ec') continue;
    const fitting = chipAuthentication.filter((offer) => sameId(offer.keyId, keyId));
    const offer = fitting.find(({ suite }) => suite !== '3des') ?? fitting[0];
    if (offer) return { offer, key };
    if (chipAuthentication.length === 0)
      return { offer: { objectId: new Uint8Array(), suite: '3des', keyId }, key };
  }
  return undefined;
}

/**
 * Chip authentication (ICAO 9303 part 11, 6.2): a new session that only who has the chip's private key can enter. True
 * when the chip has said something in it. False for a chip that cannot: a copy. Throws what the channel throws.
 */
export async function provesItself(chip: Chip, { offer, key }: ChipProof, random: Random): Promise<boolean> {
  const { curve } = key;
  const suite = suites[offer.suite];
  const ephemeral = keyPair(curve, curve.base, random);
  const sent = pointBytes(ephemeral.point);
  const keyId = offer.keyId ? [writeTlv(0x84, offer.keyId)] : [];
  try {
    if (offer.suite === '3des') {
      const data = Buffer.concat([writeTlv(0x91, sent), ...keyId]);
      if ((await chip.ask({ cla: 0, ins: 0x22, p1: 0x41, p2: 0xa6, data })).status !== DONE) return false;
    } else {
      const choice = Buffer.concat([writeTlv(0x80, offer.objectId), ...keyId]);
      if ((await chip.ask({ cla: 0, ins: 0x22, p1: 0x41, p2: 0xa4, data: choice })).status !== DONE)
        return false;
      const data = writeTlv(0x7c, writeTlv(0x80, sent));
      if ((await chip.ask({ cla: 0, ins: 0x86, p1: 0, p2: 0, data, expects: 256 })).status !== DONE)
        return false;
    }
    chip.enter(sessionFrom(suite, xOf(curve, curve.times(ephemeral.scalar, curve.point(key.point)))));
    return await speaks(chip);
  } catch (thrown) {
    // What cannot be read in the new session was not said by who has the key.
    if (thrown instanceof VestibuleError && thrown.code === 'frame-invalid') return false;
    throw thrown;
  }
}

/** Anything that is answered in the session proves it: a file that every chip has. */
async function speaks(chip: Chip): Promise<boolean> {
  const id = fileNamed('EF.COM')?.id ?? 0;
  const data = Uint8Array.of(id >> 8, id & 0xff);
  return (await chip.ask({ cla: 0, ins: 0xa4, p1: 0x02, p2: 0x0c, data })).status === DONE;
}

function sameId(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return Buffer.compare(one ?? NO_ID, other ?? NO_ID) === 0;
}

const NO_ID = new Uint8Array();
