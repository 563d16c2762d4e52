/**
 * The reading dialogue of a resident ID card: find → select → read, then the appended address and the identity
 * of the security module (FORMATS 3). One exchange at a time.
 */
import { VestibuleError } from '../../shared/domain/error';
import { type SamAnswer, samFailure, samRequest, samStatus } from './framing/sam-v';
import { ADDRESS_BYTES, readRecords } from './framing/sam-records';
import { samIdText } from './framing/sam-id';

/** One request and its answer. Rejects with a VestibuleError when no answer comes in time. */
export type Exchange = (request: Uint8Array) => Promise<SamAnswer>;

/** What one laid-down card delivered. */
export interface CardRead {
  readonly text: Uint8Array;
  readonly photo: Uint8Array;
  readonly samId: string;
  readonly address?: Uint8Array;
}

/** Whether a card answers on the reader. Throws for anything but yes and no. */
export async function findCard(exchange: Exchange): Promise<boolean> {
  const answer = await exchange(samRequest.find);
  if (answer.sw3 === samStatus.noCard) return false;
  expectStatus(answer, samStatus.found);
  return true;
}

/**
 * Selects and reads the card that was found. Throws a VestibuleError: card-gone, read-incomplete,
 * card-not-authentic, frame-invalid, reader-failed.
 */
export async function readCard(exchange: Exchange): Promise<CardRead> {
  expectStatus(await exchange(samRequest.select), samStatus.done);
  const records = readRecords(await recordOf(exchange));
  const address = await addressOf(exchange);
  return { ...records, samId: await samIdOf(exchange), address };
}

/** The record with fingerprints, which newer modules want to be asked for; older ones know only the base record. */
async function recordOf(exchange: Exchange): Promise<Uint8Array> {
  const answer = await exchange(samRequest.readWithFingerprint);
  const asked = answer.sw3 === samStatus.unknownCommand ? await exchange(samRequest.readBase) : answer;
  expectStatus(asked, samStatus.done);
  return asked.data;
}

/** Absent on most cards, and unknown to some modules: any refusal means there is none. */
async function addressOf(exchange: Exchange): Promise<Uint8Array | undefined> {
  const answer = await exchange(samRequest.readAddress);
  const written = answer.sw3 === samStatus.done && answer.data.length >= ADDRESS_BYTES;
  const address = answer.data.slice(0, ADDRESS_BYTES);
  return written && !isBlank(address) ? address : undefined;
}

async function samIdOf(exchange: Exchange): Promise<string> {
  const answer = await exchange(samRequest.samId);
  expectStatus(answer, samStatus.done);
  if (answer.data.length !== 16) {
    throw new VestibuleError('frame-invalid', 'The security module gave no proper identity.');
  }
  return samIdText(answer.data);
}

function expectStatus({ sw3 }: SamAnswer, expected: number): void {
  if (sw3 === expected) return;
  const status = sw3.toString(16).padStart(2, '0');
  throw new VestibuleError(samFailure(sw3), `The security module answered with status ${status}.`);
}

/** Only spaces (UTF-16LE) and zeros. */
const isBlank = (bytes: Uint8Array) => bytes.every((byte) => byte === 0x20 || byte === 0);
