/** A smart card made of software, for the virtual reader of vsmartcard: it answers APDUs, and can be pulled at any time. */
import type net from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { type Command, readCommand } from '../../../shared/framing/apdu';

/** As a reader makes it up for a card over the air: 3B 8n 80 01, then the historical bytes and their check. */
export const CONTACTLESS_ATR = Buffer.from('3b8f8001804f0ca0000003060300030000000068', 'hex');
/** A contact card that speaks T=0 alone. */
export const CONTACT_ATR = Buffer.from('3b021450', 'hex');
/** The application of travel documents. */
export const PASSPORT = 'a0000002471001';

export interface CardFiles {
  /** Of an application, by its identifier in hex; the master file's are under ''. Files by their identifiers in hex. */
  readonly [application: string]: Readonly<Record<string, Uint8Array>>;
}

export interface Behaviour {
  readonly atr?: Uint8Array;
  readonly files?: CardFiles;
  /** Milliseconds before each answer. */
  readonly delay?: number;
  /** Bytes it hands out at most before it answers 61xx. */
  readonly portion?: number;
  /** Answers a READ BINARY that asks for another length than there is with 6Cxx. */
  readonly exact?: boolean;
  /** Answers a command of its own kind: status and data, or undefined for the usual. */
  readonly own?: (command: Command) => Uint8Array | undefined;
}

const POWER_ON = 1;
const RESET = 2;

export class VirtualCard {
  /** Every APDU it was sent, in hex. */
  readonly commands: string[] = [];
  /** Resets by the reader, powering on apart. */
  resets = 0;
  /** While set, it receives and does not answer. */
  mute = false;
  #socket: net.Socket | null = null;
  #application: string = '';
  #file: Uint8Array | null = null;
  #ready: Uint8Array = new Uint8Array(0);

  constructor(private readonly behaviour: Behaviour = {}) {}

  /** It is in the slot behind this connection from now on (slots.mjs: its answer to reset, then as vpcd speaks). */
  meet(socket: net.Socket): void {
    this.#socket = socket;
    send(socket, this.behaviour.atr ?? CONTACTLESS_ATR);
    let bytes = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (piece) => {
      bytes = Buffer.concat([bytes, piece]);
      while (bytes.length >= 2 && bytes.length >= 2 + bytes.readUInt16BE(0)) {
        const end = 2 + bytes.readUInt16BE(0);
        void this.#hear(bytes.subarray(2, end), socket);
        bytes = bytes.subarray(end);
      }
    });
  }

  /** Out of the slot at once, whatever is under way. */
  pull(): void {
    this.#socket?.destroy();
    this.#socket = null;
  }

  /** Resolves when it has been sent `count` APDUs in all. */
  async asked(count: number): Promise<void> {
    while (this.commands.length < count) await setTimeout(5);
  }

  /** Resolves when it has been reset by the reader. */
  async wasReset(): Promise<void> {
    while (this.resets === 0) await setTimeout(5);
  }

  async #hear(message: Buffer, socket: net.Socket): Promise<void> {
    if (message.length === 1) {
      if (message[0] === RESET) this.resets += 1;
      if (message[0] === RESET || message[0] === POWER_ON) this.#forget();
      return;
    }
    this.commands.push(message.toString('hex'));
    const answer = this.#answer(readCommand(message));
    if (this.behaviour.delay) await setTimeout(this.behaviour.delay);
    if (!this.mute) send(socket, answer);
  }

  #forget(): void {
    this.#application = '';
    this.#file = null;
    this.#ready = new Uint8Array(0);
  }

  #answer(command: Command): Uint8Array {
    const own = this.behaviour.own?.(command);
    if (own) return own;
    if (command.cla !== 0) return status(0x6e00);
    if (command.ins === 0xa4) return this.#select(command);
    if (command.ins === 0xb0) return this.#read(command);
    if (command.ins === 0xc0) return this.#handOut(this.#ready, command.expects ?? 256);
    return status(0x6d00);
  }

  #select({ p1, data = new Uint8Array(0) }: Command): Uint8Array {
    const name = Buffer.from(data).toString('hex');
    const files = this.behaviour.files ?? {};
    if (p1 === 0x04) {
      if (!files[name]) return status(0x6a82);
      this.#application = name;
      return status(0x9000);
    }
    this.#file = files[this.#application]?.[name] ?? null;
    return status(this.#file ? 0x9000 : 0x6a82);
  }

  #read({ p1, p2, expects = 0 }: Command): Uint8Array {
    if (!this.#file) return status(0x6986);
    const from = (p1 << 8) | p2;
    if (from > this.#file.length) return status(0x6b00);
    const rest = this.#file.subarray(from);
    if (this.behaviour.exact && rest.length < 256 && expects !== rest.length) {
      return status(0x6c00 | rest.length);
    }
    return this.#handOut(rest.subarray(0, expects), expects);
  }

  /** In portions, where it has them: the rest stands ready for GET RESPONSE. */
  #handOut(data: Uint8Array, expects: number): Uint8Array {
    const { portion } = this.behaviour;
    if (portion === undefined) return Buffer.concat([data, status(0x9000)]);
    const part = data.subarray(0, Math.min(portion, expects));
    this.#ready = data.subarray(part.length);
    const left = this.#ready.length;
    return Buffer.concat([part, status(left === 0 ? 0x9000 : 0x6100 | (left > 255 ? 0 : left))]);
  }
}

export const status = (word: number) => Uint8Array.of(word >> 8, word & 0xff);

function send(socket: net.Socket, message: Uint8Array): void {
  if (socket.destroyed) return;
  socket.write(Buffer.concat([Buffer.from([message.length >> 8, message.length & 0xff]), message]));
}
