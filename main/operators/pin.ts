import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { PassphraseCost, passphraseKey } from '../crypto/passphrase-key';
import { random } from '../crypto/random';

/** What a PIN is checked against: its scrypt (RFC 7914) under a salt of its own. It lies sealed under the master key. */
export const PinVerifier = PassphraseCost.extend({ hash: z.hex().length(64) });
export type PinVerifier = z.infer<typeof PinVerifier>;

/** About a tenth of a second. A PIN has few digits: the seal and the counted attempts guard it, not this alone. */
const COST = { n: 2 ** 15, r: 8, p: 1 } as const;

/** A verifier of a new PIN. */
export async function verifierOf(pin: string): Promise<PinVerifier> {
  const cost = { ...COST, salt: random(16).toString('hex') };
  return { ...cost, hash: Buffer.from(await passphraseKey(pin, cost)).toString('hex') };
}

/** Whether it is the PIN. Takes as long where there is no verifier, so that nobody learns who works here. */
export async function isPin(pin: string, verifier: PinVerifier | undefined): Promise<boolean> {
  const key = await passphraseKey(pin, verifier ?? { ...COST, salt: '00'.repeat(16) });
  return verifier !== undefined && timingSafeEqual(key, Buffer.from(verifier.hash, 'hex'));
}

/** A PIN that anybody would try first: one digit again and again, or digits in a row. */
export function isTooSimple(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10);
  return [0, 1, 9].some((step) => steps.every((each) => each === step));
}
