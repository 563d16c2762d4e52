import { VestibuleError } from '../../../shared/domain/error';
import { DONE } from '../../../shared/framing/apdu';
import { type MrzKey, bacSeed } from './access-key';
import type { Chip } from './chip';
import { type Session, sessionFrom } from './secure-messaging';
import { suites } from './suite';

const { '3des': suite } = suites;

/** As many random bytes. */
export type Random = (length: number) => Uint8Array;

/**
 * Basic access control (ICAO 9303 part 11, 4.3): terminal and chip prove to each other that they know the zone, and agree
 * on a session. Throws `VestibuleError`: chip-key-wrong where the chip does not take the key, and what the chip throws.
 */
export async function openByBac(chip: Chip, key: MrzKey, random: Random): Promise<Session> {
  const seed = bacSeed(key);
  const [encryptionKey, macKey] = [suite.derive(seed, 1), suite.derive(seed, 2)];
  const theirNonce = await chip.must('a request for a challenge', {
    cla: 0,
    ins: 0x84,
    p1: 0,
    p2: 0,
    expects: 8,
  });
  if (theirNonce.length !== 8)
    throw new VestibuleError('frame-invalid', 'The chip gave no proper challenge.');
  const [nonce, share] = [random(8), random(16)];
  const hidden = suite.encrypt(encryptionKey, Buffer.concat([nonce, theirNonce, share]));
  const data = Buffer.concat([hidden, suite.mac(macKey, hidden)]);
  const answer = await chip.ask({ cla: 0, ins: 0x82, p1: 0, p2: 0, data, expects: 40 });
  if (answer.status !== DONE || answer.data.length !== 40) throw keyWrong();
  const [theirs, theirMac] = [answer.data.subarray(0, 32), answer.data.subarray(32)];
  if (!Buffer.from(suite.mac(macKey, theirs)).equals(theirMac)) throw keyWrong();
  const plain = suite.decrypt(encryptionKey, theirs);
  const isFresh = Buffer.from(plain.subarray(8, 16)).equals(nonce);
  if (!isFresh || !Buffer.from(plain.subarray(0, 8)).equals(theirNonce)) throw keyWrong();
  const shared = share.map((byte, index) => byte ^ (plain[16 + index] ?? 0));
  return sessionFrom(suite, shared, Buffer.concat([theirNonce.subarray(4), nonce.subarray(4)]));
}

/** What was read or typed does not open this chip. */
export function keyWrong(): VestibuleError {
  return new VestibuleError('chip-key-wrong', 'The chip does not open with this number or these lines.');
}
