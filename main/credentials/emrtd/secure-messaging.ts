import { VestibuleError } from '../../../shared/domain/error';
import { Refusal } from '../../crypto/refusal';
import { type Tlv, readTlvs, writeTlv } from '../../crypto/tlv';
import { type Answer, type Command, commandBytes } from '../../../shared/framing/apdu';
import { type Suite, padded, unpadded } from './suite';

/** A session with a chip: what is said in it is encrypted and authenticated (ICAO 9303 part 11, 9.8). */
export interface Session {
  readonly suite: Suite;
  readonly encryptionKey: Uint8Array;
  readonly macKey: Uint8Array;
  /** Send sequence counter as of the last message, either way; as long as a block. */
  readonly counter: Uint8Array;
}

/** A session from a shared secret (9.7.1), its counter at zero unless said otherwise. */
export function sessionFrom(
  suite: Suite,
  secret: Uint8Array,
  counter = new Uint8Array(suite.block),
): Session {
  return { suite, encryptionKey: suite.derive(secret, 1), macKey: suite.derive(secret, 2), counter };
}

const DO = { cryptogram: 0x87, plainCryptogram: 0x85, expects: 0x97, status: 0x99, mac: 0x8e } as const;
const SECURED = 0x0c;
/** The first byte of a cryptogram: what is encrypted is padded. */
const IS_PADDED = Uint8Array.of(0x01);

/** A command as it goes to the chip, and the session after it. */
export function secured(session: Session, command: Command): [Uint8Array, Session] {
  const next = counted(session);
  const { suite, encryptionKey, macKey, counter } = next;
  const { data, expects } = command;
  const header = { ...command, cla: command.cla | SECURED };
  const fields: Uint8Array[] = [];
  if (data && data.length > 0) {
    const cryptogram = suite.encryptMessage(encryptionKey, counter, padded(data, suite.block));
    // Odd instructions carry data objects and need no sign that the data are padded (ISO/IEC 7816-4, 10.4).
    const isOdd = (command.ins & 1) === 1;
    fields.push(
      isOdd ? writeTlv(DO.plainCryptogram, cryptogram) : writeTlv(DO.cryptogram, IS_PADDED, cryptogram),
    );
  }
  if (expects !== undefined) fields.push(writeTlv(DO.expects, expectedLength(expects)));
  const head = padded(Uint8Array.of(header.cla, header.ins, header.p1, header.p2), suite.block);
  const body = Buffer.concat(fields);
  const mac = suite.macMessage(macKey, Buffer.concat([counter, head, body]));
  const isLong = (expects ?? 0) > 256 || body.length + 10 > 255;
  const whole = Buffer.concat([body, writeTlv(DO.mac, mac)]);
  return [commandBytes({ ...header, data: whole, expects: isLong ? 65_536 : 256 }), next];
}

/**
 * What the chip answered, decrypted, and the session after it. Throws `VestibuleError` frame-invalid where the answer is
 * not authentic: altered, repeated, or not secured at all (so chips say that they ended the session).
 */
export function opened(session: Session, bytes: Uint8Array): [Answer, Session] {
  const next = counted(session);
  const { suite, macKey, counter } = next;
  const fields = fieldsOf(bytes.subarray(0, -2));
  const [status, mac] = [fields.get(DO.status), fields.get(DO.mac)];
  if (status === undefined || mac === undefined) throw notAuthentic('it is not secured');
  const [cryptogram, bare] = [fields.get(DO.cryptogram), fields.get(DO.plainCryptogram)];
  const body = Buffer.concat([cryptogram, bare, status].flatMap((field) => (field ? [field.raw] : [])));
  const expected = suite.macMessage(macKey, Buffer.concat([counter, body]));
  if (!Buffer.from(expected).equals(mac.value)) throw notAuthentic('its checksum is wrong');
  const [high, low] = status.value;
  if (high === undefined || low === undefined || status.value.length !== 2)
    throw notAuthentic('it has no status');
  const hidden = bare?.value ?? (cryptogram && withoutSign(cryptogram.value));
  const data = hidden ? decrypted(next, hidden) : new Uint8Array();
  return [{ data, status: (high << 8) | low }, next];
}

function counted(session: Session): Session {
  const counter = Uint8Array.from(session.counter);
  for (let at = counter.length - 1; at >= 0; at--) {
    const sum = ((counter[at] ?? 0) + 1) & 0xff;
    counter[at] = sum;
    if (sum !== 0) break;
  }
  return { ...session, counter };
}

/** The data objects of an answer by their tag, the first of each. */
function fieldsOf(data: Uint8Array): Map<number, Tlv> {
  try {
    return new Map(
      readTlvs(data)
        .toReversed()
        .map((field) => [field.tag, field]),
    );
  } catch (thrown) {
    if (thrown instanceof Refusal) throw notAuthentic('it is damaged');
    throw thrown;
  }
}

function withoutSign(value: Uint8Array): Uint8Array {
  if (value[0] !== 0x01) throw notAuthentic('it is encrypted in another way');
  return value.subarray(1);
}

function decrypted({ suite, encryptionKey, counter }: Session, hidden: Uint8Array): Uint8Array {
  const isWhole = hidden.length > 0 && hidden.length % suite.block === 0;
  const data = isWhole ? unpadded(suite.decryptMessage(encryptionKey, counter, hidden)) : undefined;
  if (data === undefined) throw notAuthentic('it does not decrypt');
  return data;
}

function expectedLength(expects: number): Uint8Array {
  return expects > 256 ? Uint8Array.of((expects >> 8) & 0xff, expects & 0xff) : Uint8Array.of(expects & 0xff);
}

function notAuthentic(why: string): VestibuleError {
  return new VestibuleError('frame-invalid', `The chip's answer is not authentic: ${why}.`);
}
