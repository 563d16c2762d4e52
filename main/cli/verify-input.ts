import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { type ErrorReport, VestibuleError } from '../../shared/domain/error';
import type { PresentationContent } from '../../shared/domain/presentation';
import type { Issuer, TrustList } from '../../shared/domain/trust-list';
import { Refusal } from '../crypto/refusal';
import { linesOf } from '../terminal/lines';
import { readTrustList } from '../trust/read-trust-list';
import { type StatusList, readStatusList } from '../trust/status-list';

/** More than any presentation may have, in any writing: what is longer is cut here and then refused as too large. */
const LONGEST_PRESENTATION = 128 * 1024;
const LONGEST_TRUST_LIST = 16 * 1024 * 1024;

export type RawKind = 'text' | 'hex' | 'base64';

export interface PresentedInput {
  /** The file as it was named, or `-:1` for the first line of standard input. */
  readonly name: string;
  readonly bytes: Buffer;
}

export interface UnreadableInput {
  readonly name: string;
  readonly error: ErrorReport;
}

/** Each presentation in turn; a file that cannot be read is an error in its place, and the others go on. */
export async function* readInputs(
  files: readonly string[],
): AsyncGenerator<PresentedInput | UnreadableInput> {
  for (const name of files) {
    if (name === '-') yield* readLines();
    else {
      try {
        yield { name, bytes: await readAtMost(name, LONGEST_PRESENTATION) };
      } catch {
        yield { name, error: unreadable(name) };
      }
    }
  }
}

/** What a reader would have delivered: text, or bytes where it is none. What is not written as said is empty, thus unreadable. */
export function contentOf(bytes: Buffer, raw: RawKind): PresentationContent {
  const written = bytes.toString('latin1').replace(/\s+/g, '');
  if (raw === 'hex') return ofBytes(Buffer.from(/^(?:[0-9a-f]{2})*$/i.test(written) ? written : '', 'hex'));
  if (raw === 'base64') return ofBytes(Buffer.from(BASE64.test(written) ? written : '', 'base64'));
  return isUtf8(bytes) ? { type: 'text', text: bytes.toString('utf8') } : ofBytes(bytes);
}

/** The trust list in a file. Throws `VestibuleError`: file-unreadable, file-too-large, trust-list-invalid. */
export async function readTrustFile(name: string): Promise<TrustList> {
  const bytes = await readAtMost(name, LONGEST_TRUST_LIST + 1).catch(() => {
    throw new VestibuleError('file-unreadable', unreadable(name).message);
  });
  if (bytes.length > LONGEST_TRUST_LIST) {
    throw new VestibuleError('file-too-large', `${name} is larger than a trust list may be.`);
  }
  return readTrustList(jsonOf(bytes, name));
}

/**
 * The status lists in files, each signed by an issuer of the trust list. Throws `VestibuleError`: file-unreadable, and
 * trust-list-invalid for one that is not genuine.
 */
export async function readStatusFiles(
  names: readonly string[],
  issuers: readonly Issuer[],
  receivedAt: Date,
): Promise<StatusList[]> {
  const lists: StatusList[] = [];
  for (const name of names) {
    const bytes = await readAtMost(name, LONGEST_TRUST_LIST + 1).catch(() => {
      throw new VestibuleError('file-unreadable', unreadable(name).message);
    });
    try {
      lists.push(readStatusList(bytes.toString('utf8'), { issuers, receivedAt }));
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      throw new VestibuleError(
        'trust-list-invalid',
        `${name} is no status list to believe: ${thrown.message}.`,
      );
    }
  }
  return lists;
}

/** Standard or URL alphabet, padded or not. */
const BASE64 = /^[0-9A-Za-z+/_-]*={0,2}$/;

function jsonOf(bytes: Buffer, name: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new VestibuleError('trust-list-invalid', `${name} is not JSON.`);
  }
}

async function* readLines(): AsyncGenerator<PresentedInput> {
  let number = 0;
  for await (const { bytes } of linesOf(process.stdin, LONGEST_PRESENTATION)) {
    number += 1;
    if (/[^\r]/.test(bytes.toString('latin1'))) yield { name: `-:${number}`, bytes };
  }
}

async function readAtMost(name: string, length: number): Promise<Buffer> {
  const file = await open(name, 'r');
  try {
    const buffer = Buffer.alloc(length);
    let filled = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, filled, length - filled, null);
      filled += bytesRead;
      if (bytesRead === 0 || filled === length) return buffer.subarray(0, filled);
    }
  } finally {
    await file.close();
  }
}

function ofBytes(bytes: Buffer): PresentationContent {
  return { type: 'bytes', bytesBase64: bytes.toString('base64') };
}

function unreadable(name: string): ErrorReport {
  return { code: 'file-unreadable', message: `${name} cannot be read.` };
}
