/** A chip that answers as ICAO 9303 part 11 says; what a cheat would do otherwise is an option. */
import {
  type KeyObject,
  constants,
  createHash,
  createPublicKey,
  diffieHellman,
  privateEncrypt,
  randomBytes,
  sign,
} from 'node:crypto';
import { ascii, bytes, join, objectId, objectIn, tlv } from './bytes';
import { VestibuleError } from '../../../shared/domain/error';
import { CardSession, ciphers } from './card-cipher';
import { type Command, commandIn } from './card-command';
import { SUITE, type SuiteName, cardAccess, digit, paceInfo } from './files';
import { type PaceParameters, PaceRun } from './pace-run';

export interface PrintedKey {
  readonly documentNumber: string;
  readonly birthDate: string;
  readonly expiryDate: string;
  /** The card access number. */
  readonly can: string;
}

export interface ChipOptions {
  /** What is printed on the document: it opens the chip. Dates are `YYMMDD`. */
  readonly printed: PrintedKey;
  /** Files by id in hex. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Offers PACE with this cipher over this curve; without: basic access control alone. */
  readonly pace?: { readonly suite: SuiteName; readonly curve: PaceParameters };
  readonly chipKey?: {
    readonly suite: SuiteName;
    readonly privateKey: KeyObject;
    readonly publicKey: KeyObject;
  };
  readonly activeKey?: { readonly privateKey: KeyObject; readonly hash: string };
  /** Taken off the reader before this command, counted from 0. */
  readonly pulledAt?: number;
}

const STATUS = {
  done: '9000',
  wrongKey: '6300',
  notFound: '6a82',
  denied: '6982',
  ended: '6988',
  unknown: '6d00',
  wrong: '6a80',
} as const;
type Status = (typeof STATUS)[keyof typeof STATUS];
type Reply = readonly [Status, Uint8Array?];

/** What the printed lines give: number, birth and expiry with their check digits (part 11, D.2). */
function linesDigest({ documentNumber, birthDate, expiryDate }: PrintedKey): Buffer {
  const fields = [documentNumber.padEnd(9, '<'), birthDate, expiryDate];
  return createHash('sha1')
    .update(fields.map((field) => field + digit(field)).join(''))
    .digest();
}

export class VirtualChip {
  commands = 0;
  #session: CardSession | null = null;
  /** A session that starts with the next command. */
  #following: CardSession | null = null;
  #inApplication = false;
  #selected: Uint8Array | null = null;
  #challenge: Buffer | null = null;
  #pace: PaceRun | null = null;
  #chipAuthentication: SuiteName | null = null;

  constructor(private readonly options: ChipOptions) {}

  /** What it answers to a command, over whatever carries it. */
  async transmit(apdu: Uint8Array): Promise<Uint8Array> {
    return this.answer(apdu);
  }

  answer(apdu: Uint8Array): Uint8Array {
    if (this.commands === this.options.pulledAt) {
      throw new VestibuleError('card-gone', 'The card was taken away.');
    }
    this.commands += 1;
    const raw = Buffer.from(apdu);
    const command = commandIn(raw);
    if (this.#session === null || (command.cla & 0x0c) !== 0x0c) {
      this.#session = null;
      const [status, data = Buffer.alloc(0)] = this.#obey(command);
      this.#begin();
      return join(data, bytes(status));
    }
    const plain = this.#session.command(raw.subarray(0, 4), command.data);
    if (plain === undefined) {
      this.#session = null;
      return bytes(STATUS.ended);
    }
    const [status, data = Buffer.alloc(0)] = this.#obey({
      ...command,
      data: plain.data,
      expects: plain.expects ?? 0,
    });
    const answer = this.#session.answer(data, bytes(status));
    this.#begin();
    return answer;
  }

  #begin(): void {
    if (this.#following === null) return;
    this.#session = this.#following;
    this.#following = null;
  }

  #obey(command: Command): Reply {
    switch (command.ins) {
      case 0xa4:
        return this.#select(command);
      case 0xb0:
        return this.#read(command.p1 * 256 + command.p2, command.expects);
      case 0xb1:
        return this.#readFar(command);
      case 0x84:
        this.#challenge = randomBytes(8);
        return [STATUS.done, this.#challenge];
      case 0x82:
        return this.#basicAccess(command.data);
      case 0x22:
        return this.#choose(command);
      case 0x86:
        return this.#authenticate(command.data);
      case 0x88:
        return this.#signChallenge(command.data);
      default:
        return [STATUS.unknown];
    }
  }

  #select({ p1, data }: Command): Reply {
    if (p1 === 0x04) {
      this.#inApplication = data.equals(bytes('A0000002471001'));
      return [this.#inApplication ? STATUS.done : STATUS.notFound];
    }
    if (p1 === 0x00 && data.equals(bytes('3f00'))) {
      this.#inApplication = false;
      return [STATUS.done];
    }
    const id = data.toString('hex');
    const { pace, files } = this.options;
    if (id === '011c' && pace && !this.#inApplication)
      this.#selected = cardAccess(paceInfo(pace.suite, pace.curve));
    else if (this.#session === null || !this.#inApplication)
      return [this.#inApplication ? STATUS.denied : STATUS.notFound];
    else this.#selected = files.get(id) ?? null;
    return [this.#selected ? STATUS.done : STATUS.notFound];
  }

  #read(offset: number, expects: number): Reply {
    if (this.#selected === null) return [STATUS.denied];
    return [STATUS.done, this.#selected.subarray(offset, offset + expects)];
  }

  #readFar({ data, expects }: Command): Reply {
    const offset = Number.parseInt(objectIn(data, '54')?.toString('hex') ?? '0', 16);
    const [status, found = Buffer.alloc(0)] = this.#read(offset, expects);
    return [status, tlv('53', found)];
  }

  /** Part 11, 4.3.2, seen from the chip. */
  #basicAccess(data: Buffer): Reply {
    const cipher = ciphers['3des'];
    const seed = linesDigest(this.options.printed).subarray(0, 16);
    const [encryption, mac] = [cipher.key(seed, 1), cipher.key(seed, 2)];
    const [hidden, checksum] = [data.subarray(0, 32), data.subarray(32)];
    if (this.#challenge === null || !cipher.mac(mac, hidden).equals(checksum)) return [STATUS.wrongKey];
    const plain = cipher.decrypt(encryption, hidden);
    const [theirNonce, ours, theirShare] = [plain.subarray(0, 8), plain.subarray(8, 16), plain.subarray(16)];
    if (!ours.equals(this.#challenge)) return [STATUS.wrongKey];
    const share = randomBytes(16);
    const answer = cipher.encrypt(encryption, join(this.#challenge, theirNonce, share));
    const secret = Buffer.from(share.map((byte, index) => byte ^ theirShare.readUInt8(index)));
    const counter = join(this.#challenge.subarray(4), theirNonce.subarray(4));
    this.#following = new CardSession(cipher, secret, BigInt(`0x${counter.toString('hex')}`));
    this.#challenge = null;
    return [STATUS.done, join(answer, cipher.mac(mac, answer))];
  }

  #choose({ p1, p2, data }: Command): Reply {
    const { pace, chipKey, printed } = this.options;
    const named = objectIn(data, '80')?.toString('hex');
    const idOf = (prefix: string, suite: SuiteName) =>
      objectId(`${prefix}.${SUITE[suite]}`).subarray(2).toString('hex');
    if (p1 === 0xc1 && p2 === 0xa4 && pace && named === idOf('0.4.0.127.0.7.2.2.4.2', pace.suite)) {
      const password = objectIn(data, '83')?.readUInt8(0) === 2 ? ascii(printed.can) : linesDigest(printed);
      this.#pace = new PaceRun(pace.suite, pace.curve, password, bytes(named));
      return [STATUS.done];
    }
    if (p1 === 0x41 && p2 === 0xa4 && chipKey && named === idOf('0.4.0.127.0.7.2.2.3.2', chipKey.suite)) {
      this.#chipAuthentication = chipKey.suite;
      return [STATUS.done];
    }
    const point = objectIn(data, '91');
    if (p1 === 0x41 && p2 === 0xa6 && chipKey?.suite === '3des' && point) return this.#agree(point);
    return [STATUS.wrong];
  }

  #authenticate(data: Buffer): Reply {
    const body = objectIn(data, '7c') ?? Buffer.alloc(0);
    const point = objectIn(body, '80');
    if (this.#chipAuthentication && point) {
      const [status] = this.#agree(point);
      return [status, tlv('7c')];
    }
    if (this.#pace === null) return [STATUS.denied];
    const said = this.#pace.step(body);
    if (said === null) {
      this.#pace = null;
      return [STATUS.wrongKey];
    }
    if (this.#pace.secret) {
      this.#following = new CardSession(ciphers[this.#pace.suite], this.#pace.secret);
      this.#pace = null;
    }
    return [STATUS.done, tlv('7c', said)];
  }

  /** Chip authentication: the shared secret of their fresh key and ours (part 11, 6.2). */
  #agree(point: Buffer): Reply {
    const { chipKey } = this.options;
    if (!chipKey) return [STATUS.wrong];
    const ours = chipKey.publicKey.export({ type: 'spki', format: 'der' });
    const theirs = createPublicKey({
      key: join(ours.subarray(0, ours.length - point.length), point),
      type: 'spki',
      format: 'der',
    });
    const secret = diffieHellman({ privateKey: chipKey.privateKey, publicKey: theirs });
    this.#following = new CardSession(ciphers[chipKey.suite], secret);
    return [STATUS.done];
  }

  /** Active authentication (part 11, 6.1): ISO/IEC 9796-2 scheme 1 for RSA, plain ECDSA else. */
  #signChallenge(challenge: Buffer): Reply {
    const { activeKey } = this.options;
    if (!activeKey) return [STATUS.unknown];
    const { privateKey: key, hash } = activeKey;
    if (key.asymmetricKeyType === 'ec')
      return [STATUS.done, sign(hash, challenge, { key, dsaEncoding: 'ieee-p1363' })];
    const trailer = bytes({ sha1: 'bc', sha256: '34cc', sha512: '35cc' }[hash] ?? '');
    const size = (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
    const own = randomBytes(size - 1 - createHash(hash).digest().length - trailer.length);
    const digested = createHash(hash).update(own).update(challenge).digest();
    const message = join(bytes('6a'), own, digested, trailer);
    return [STATUS.done, privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, message)];
  }
}
