/**
 * Readers made of software, for training and tests: what they emit is what the hardware would, byte for byte,
 * and goes through the same framing and the same dialogue.
 */
import type { SimulatedCard } from './host-contract';
import { samFrame, samRequest, samStatus } from './framing/sam-v';
import { samIdBytes } from './framing/sam-id';

/** A scanner's report descriptor with the fields where most scanners have them. */
export const SCANNER_DESCRIPTOR = Uint8Array.from(
  Buffer.from(
    '058c0902a10185020912a102150026ff00750895010501093b8102058c09fb810209fc810209fd8102953809fe8202019502' +
      '0660ff09018102058c25017501950109ff810275078103c085fe0910150026ff00750895010920b102c0',
    'hex',
  ),
);

const DATA_BYTES = 56;

/** The input reports of one scan: UTF-8 in parts of 56 bytes, each with the AIM identifier, all but the last continued. */
export function scanReports(text: string, symbology = ']Q1'): Uint8Array[] {
  const data = Buffer.from(text, 'utf8');
  const parts = Math.max(1, Math.ceil(data.length / DATA_BYTES));
  return Array.from({ length: parts }, (_, index) => {
    const part = data.subarray(index * DATA_BYTES, (index + 1) * DATA_BYTES);
    const report = new Uint8Array(64);
    report.set([2, part.length]);
    report.set(Buffer.from(symbology.slice(0, 3), 'latin1'), 2);
    report.set(part, 5);
    report[63] = index < parts - 1 ? 1 : 0;
    return report;
  });
}

/** Finds without a card before the next one in the queue is laid down: nobody swaps cards faster. */
const PAUSE_BETWEEN_CARDS = 2;

/** A security module with a tray of cards: each is laid down in turn and lifted once it has been read whole. */
export class SimulatedSam {
  readonly #cards: SimulatedCard[] = [];
  #state: 'laid' | 'found' | 'selected' | 'read' = 'laid';
  #pause = 0;

  /** `fingerprints`: a newer module that knows command `30 10`. */
  constructor(private readonly fingerprints = false) {}

  lay(card: SimulatedCard): void {
    this.#cards.push(card);
  }

  /** The answer to one request, in the pieces in which it arrives: split anywhere, with noise in front now and then. */
  answer(request: Uint8Array): Uint8Array[] {
    return inPieces(samFrame(this.#bodyFor(commandOf(request))));
  }

  #bodyFor(command: keyof typeof samRequest | undefined): Uint8Array {
    const card = this.#pause > 0 ? undefined : this.#cards[0];
    switch (command) {
      case 'status':
        return body(samStatus.done);
      case 'samId':
        if (!card) return body(samStatus.done, samIdBytes('05.03-20150101-0000000000-0000000000'));
        if (this.#state === 'read') this.#lift();
        return body(samStatus.done, samIdBytes(card.samId));
      case 'find':
        if (this.#pause > 0) this.#pause -= 1;
        if (!card || this.#state === 'read') return body(samStatus.noCard);
        this.#state = 'found';
        return body(samStatus.found, new Uint8Array(4));
      case 'select':
        if (!card || this.#state !== 'found') return body(samStatus.notSelected);
        this.#state = 'selected';
        return body(samStatus.done, new Uint8Array(8));
      case 'readBase':
        return this.#records(card, new Uint8Array(0));
      case 'readWithFingerprint':
        if (!this.fingerprints) return body(samStatus.unknownCommand);
        return this.#records(card, new Uint8Array(1_024));
      case 'readAddress':
        if (!card?.addressBase64) return body(samStatus.notRead);
        return body(samStatus.done, Buffer.from(card.addressBase64, 'base64'));
      default:
        return body(samStatus.unknownCommand);
    }
  }

  #records(card: SimulatedCard | undefined, fingerprint: Uint8Array): Uint8Array {
    if (!card || this.#state !== 'selected') return body(samStatus.notRead);
    this.#state = 'read';
    const records = [card.textBase64, card.photoBase64].map((base64) => Buffer.from(base64, 'base64'));
    const parts = fingerprint.length > 0 ? [...records, fingerprint] : records;
    const lengths = parts.flatMap((part) => [part.length >> 8, part.length & 0xff]);
    return body(samStatus.done, Buffer.concat([Buffer.from(lengths), ...parts]));
  }

  #lift(): void {
    this.#cards.shift();
    this.#state = 'laid';
    this.#pause = PAUSE_BETWEEN_CARDS;
  }
}

function commandOf(request: Uint8Array): keyof typeof samRequest | undefined {
  const names = Object.keys(samRequest) as (keyof typeof samRequest)[];
  return names.find((name) => Buffer.compare(samRequest[name], request) === 0);
}

function body(sw3: number, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  return Buffer.concat([Uint8Array.of(0, 0, sw3), data]);
}

/** Long answers dribble in pieces of 61 bytes, the first of them cut inside the preamble; short ones come behind noise. */
function inPieces(frame: Uint8Array): Uint8Array[] {
  if (frame.length < 64) return [Buffer.concat([Uint8Array.of(0x00, 0xff, 0xaa), frame])];
  const pieces = [frame.slice(0, 3)];
  for (let at = 3; at < frame.length; at += 61) pieces.push(frame.slice(at, at + 61));
  return pieces;
}
