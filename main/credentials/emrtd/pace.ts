import { VestibuleError } from '../../../shared/domain/error';
import { bigIntOf } from '../../crypto/big-integer';
import { type Curve, type Point, curveNamed, pointBytes, xOf } from '../../crypto/curve';
import { Refusal } from '../../crypto/refusal';
import { readTlv, readTlvs, writeTlv } from '../../crypto/tlv';
import { type Secret, paceSecret } from './access-key';
import { DONE } from '../../../shared/framing/apdu';
import { type Random, keyWrong } from './bac';
import type { Chip } from './chip';
import { type Session, sessionFrom } from './secure-messaging';
import type { PaceOffer } from './security-infos';
import { type Suite, suites } from './suite';

/** The strongest first: what is chosen among several offers. */
const PREFERRED = ['aes-256', 'aes-192', 'aes-128', '3des'] as const;

/** The offer to take, if any. */
export function bestOffer(offers: readonly PaceOffer[]): PaceOffer | undefined {
  return [...offers].sort((a, b) => PREFERRED.indexOf(a.suite) - PREFERRED.indexOf(b.suite))[0];
}

/**
 * Password authenticated connection establishment, generic mapping over a curve (ICAO 9303 part 11, 4.4): what is printed
 * on the document opens it, and nobody who listens learns anything. Throws `VestibuleError`: chip-key-wrong;
 * chip-unsupported where the chip does not go along before the key matters; frame-invalid; what the chip throws.
 */
export async function openByPace(
  chip: Chip,
  offer: PaceOffer,
  isAmbiguous: boolean,
  secret: Secret,
  random: Random,
): Promise<Session> {
  const [suite, curve] = [suites[offer.suite], curveNamed(offer.curve)];
  const passwordKey = suite.derive(paceSecret(secret), 3);
  const reference = Uint8Array.of('mrz' in secret ? 1 : 2);
  const choice = Buffer.concat([
    writeTlv(0x80, offer.objectId),
    writeTlv(0x83, reference),
    ...(isAmbiguous ? [writeTlv(0x84, Uint8Array.of(offer.parameterId))] : []),
  ]);
  await chip.must('the choice of PACE', { cla: 0, ins: 0x22, p1: 0xc1, p2: 0xa4, data: choice });

  const hidden = await step(chip, undefined, 0x80);
  if (hidden.length === 0 || hidden.length % suite.block !== 0) throw damaged();
  const nonce = bigIntOf(suite.decrypt(passwordKey, hidden));

  const mapping = keyPair(curve, curve.base, random);
  const theirMapping = pointOf(curve, await step(chip, writeTlv(0x81, pointBytes(mapping.point)), 0x82));
  const generator = mapped(curve, nonce, curve.times(mapping.scalar, theirMapping));

  const ephemeral = keyPair(curve, generator, random);
  const theirs = pointOf(curve, await step(chip, writeTlv(0x83, pointBytes(ephemeral.point)), 0x84));
  // Who answers with our own key only repeats what we say (4.4.1, step 4d).
  if (theirs.equals(ephemeral.point)) throw damaged();
  const session = sessionFrom(suite, xOf(curve, curve.times(ephemeral.scalar, theirs)));

  const token = tokenOver(suite, session.macKey, offer.objectId, theirs);
  const expected = tokenOver(suite, session.macKey, offer.objectId, ephemeral.point);
  const answer = await chip.ask(general(writeTlv(0x85, token), true));
  if (answer.status !== DONE) throw keyWrong();
  if (!Buffer.from(expected).equals(memberOf(answer.data, 0x86))) throw keyWrong();
  return session;
}

/** The generator that nobody knows who does not know the nonce: s·G + H (4.4.3.3.1). A nonce that maps nothing is none. */
function mapped(curve: Curve, nonce: bigint, shared: Point): Point {
  if (nonce % curve.order === 0n) throw damaged();
  const generator = curve.times(nonce, curve.base).add(shared);
  if (generator.is0()) throw damaged();
  return generator;
}

/** A token over the other side's key (4.4.3.4; the key as data object 7F49, 9.4.4). */
function tokenOver(suite: Suite, macKey: Uint8Array, objectId: Uint8Array, point: Point): Uint8Array {
  return suite.mac(macKey, writeTlv(0x7f49, writeTlv(0x06, objectId), writeTlv(0x86, pointBytes(point))));
}

/** A fresh key pair: random bits as many as the order has, drawn again where they are no scalar. */
export function keyPair(curve: Curve, generator: Point, random: Random): { scalar: bigint; point: Point } {
  const bits = curve.order.toString(2).length;
  const bytes = Math.ceil(bits / 8);
  for (;;) {
    const scalar = bigIntOf(random(bytes)) >> BigInt(8 * bytes - bits);
    if (scalar > 0n && scalar < curve.order) return { scalar, point: curve.times(scalar, generator) };
  }
}

async function step(chip: Chip, data: Uint8Array | undefined, tag: number): Promise<Uint8Array> {
  return memberOf(await chip.must('a step of PACE', general(data, false)), tag);
}

/** GENERAL AUTHENTICATE; all but the last of a chain say so in the class. */
function general(data: Uint8Array | undefined, isLast: boolean) {
  return {
    cla: isLast ? 0 : 0x10,
    ins: 0x86,
    p1: 0,
    p2: 0,
    data: writeTlv(0x7c, data ?? new Uint8Array()),
    expects: 256,
  };
}

function memberOf(answer: Uint8Array, tag: number): Uint8Array {
  try {
    const member = readTlvs(readTlv(answer, 0x7c).value).find((each) => each.tag === tag);
    if (member !== undefined) return member.value;
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
  }
  throw damaged();
}

function pointOf(curve: Curve, bytes: Uint8Array): Point {
  try {
    return curve.point(bytes);
  } catch (thrown) {
    if (thrown instanceof Refusal) throw damaged();
    throw thrown;
  }
}

function damaged(): VestibuleError {
  return new VestibuleError('frame-invalid', 'The chip answered a step of PACE with something else.');
}
