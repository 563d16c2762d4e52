import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { VestibuleError } from '../../shared/domain/error';
import type { KeySource } from '../../shared/domain/health';
import { KEY_LENGTH } from '../crypto/key-wrap';
import { COST, PassphraseCost, passphraseKey } from '../crypto/passphrase-key';
import { hasHadJournal } from '../journal/created-marker';

export interface KeyOptions {
  folder: string;
  mode: 'training' | 'live';
  /** Opened by the shell from the key store of the operating system. */
  masterKey?: Uint8Array | undefined;
  /** 32 bytes as they are, or 64 hex digits; `VESTIBULE_KEY_FILE` names one too. */
  keyFile?: string | undefined;
  passphraseFile?: string | undefined;
}

/**
 * The master key of a data folder from the first source there is, in the order of STORAGE. Throws key-missing:
 * no source, a source that cannot be read, or one whose other half is gone from a folder with a journal.
 */
export async function masterKeyFor(options: KeyOptions): Promise<{ key: Uint8Array; source: KeySource }> {
  const { folder, masterKey, passphraseFile } = options;
  const keyFile = options.keyFile ?? process.env['VESTIBULE_KEY_FILE'];
  if (masterKey) return { key: masterKey, source: 'key-store' };
  if (keyFile) return { key: keyIn(readSecret(keyFile)), source: 'key-file' };
  if (passphraseFile) return { key: await keyFromPassphrase(passphraseFile, folder), source: 'passphrase' };
  if (options.mode === 'training') return { key: folderKey(folder), source: 'folder' };
  throw new VestibuleError(
    'key-missing',
    'There is no master key. Unlock the key store of this computer, or give --key-file or --passphrase-file.',
  );
}

/** Whether a key in the data folder will do: for training, the embedded authority's or another one on this machine. */
export function keyModeFor(mode: KeyOptions['mode'], authorityUrl: string | undefined): KeyOptions['mode'] {
  if (mode === 'training' || authorityUrl === undefined) return mode;
  const host = URL.canParse(authorityUrl) ? new URL(authorityUrl).hostname : '';
  return /^(127\.0\.0\.1|localhost|\[::1\])$/.test(host) ? 'training' : 'live';
}

/** What a key file holds, undefined if that is no key. */
function parsedKey(content: Uint8Array): Uint8Array | undefined {
  if (content.length === KEY_LENGTH) return content;
  const text = Buffer.from(content).toString('latin1').trim();
  return /^[0-9a-fA-F]{64}$/.test(text) ? new Uint8Array(Buffer.from(text, 'hex')) : undefined;
}

function keyIn(content: Uint8Array): Uint8Array {
  const key = parsedKey(content);
  if (key) return key;
  throw new VestibuleError('key-missing', 'The key file holds no key: 32 bytes, or 64 hex digits.');
}

/** The key of a training folder: made once, readable to its owner alone. */
function folderKey(folder: string): Uint8Array {
  const file = path.join(folder, 'master.key');
  const made = () => Buffer.from(`${randomBytes(KEY_LENGTH).toString('hex')}\n`);
  const key = keyIn(contentOrMade(file, folder, made));
  // On a disk that has become read-only there is nothing to change, and the journal says what is wrong.
  if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  return key;
}

/** scrypt (RFC 7914) of the passphrase, with a salt of the folder's own; the line end of the file is not part of it. */
async function keyFromPassphrase(passphraseFile: string, folder: string): Promise<Uint8Array> {
  const passphrase = Buffer.from(readSecret(passphraseFile))
    .toString('utf8')
    .replace(/\r?\n$/, '');
  if (passphrase === '') throw new VestibuleError('key-missing', 'The passphrase file is empty.');
  const stored = contentOrMade(path.join(folder, 'passphrase.salt'), folder, () =>
    Buffer.from(`${JSON.stringify({ ...COST, salt: randomBytes(16).toString('hex') })}\n`),
  );
  const parsed = PassphraseCost.safeParse(jsonOf(stored));
  if (!parsed.success) throw new VestibuleError('key-missing', 'The salt of the passphrase is damaged.');
  return passphraseKey(passphrase, parsed.data);
}

function jsonOf(content: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(content).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** What is in the file; made there, whole and once, if the folder never had a journal that depends on it. */
function contentOrMade(file: string, folder: string, make: () => Uint8Array): Uint8Array {
  const content = contentOf(file);
  if (content) return content;
  if (hasHadJournal(folder)) {
    throw new VestibuleError(
      'key-missing',
      `This data folder has a journal, but ${path.basename(file)} is gone. Put it back; without it the journal stays closed.`,
    );
  }
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(draft, make(), { mode: 0o600, flag: 'wx', flush: true });
    // A link never replaces: of two processes that begin at once, both go on with the one key.
    linkSync(draft, file);
  } catch (cause) {
    if (errorCode(cause) !== 'EEXIST') {
      throw new VestibuleError('key-missing', `${path.basename(file)} cannot be written.`, { cause });
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return contentOf(file) ?? new Uint8Array();
}

function contentOf(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return undefined;
    throw new VestibuleError('key-missing', `${path.basename(file)} cannot be read.`, { cause });
  }
}

function readSecret(file: string): Uint8Array {
  const content = contentOf(file);
  if (content) return content;
  throw new VestibuleError('key-missing', `There is no file ${path.basename(file)}.`);
}

function errorCode(thrown: unknown): unknown {
  return thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
}
