import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { VestibuleError } from '../../shared/domain/error';
import { COST, PassphraseCost, passphraseKey } from '../crypto/passphrase-key';
import { unwrapKey, wrapKey } from '../crypto/key-wrap';
import { rotateMasterKey } from '../journal/rotate-key';
import { masterKeyOf } from './keyed-journal';
import type { KeyedOptions } from './key-options';

/**
 * Puts the journal under a new key, which is written to `newKeyFile` first: whatever happens, one of the two files
 * opens it. A key that lay in the folder itself is removed.
 */
export async function rotateKey(options: KeyedOptions & { newKeyFile: string }): Promise<void> {
  const from = await masterKeyOf(options);
  const to = new Uint8Array(randomBytes(32));
  writeNew(options.newKeyFile, `${Buffer.from(to).toString('hex')}\n`);
  rotateMasterKey({ folder: options.data, from, to });
  const usedFolderKey = options.keyFile === undefined && options.passphraseFile === undefined;
  if (usedFolderKey && process.env['VESTIBULE_KEY_FILE'] === undefined) {
    rmSync(path.join(options.data, 'master.key'), { force: true });
  }
  console.error('The journal is under the new key now; the old one opens nothing any more.');
}

/** The master key sealed under a passphrase of the site's supervisor, to be kept away from this machine. */
const RecoveryFile = PassphraseCost.extend({
  vestibule: z.literal('recovery key'),
  v: z.literal(1),
  sealedBase64: z.base64(),
});

/** Writes the recovery file. It opens everything that the master key opens: it belongs into a safe. */
export async function exportRecovery(
  options: KeyedOptions & { out: string; recoveryPassphraseFile: string },
): Promise<void> {
  const key = await masterKeyOf(options);
  const cost: PassphraseCost = { ...COST, salt: randomBytes(16).toString('hex') };
  const wrapping = await passphraseKey(passphraseIn(options.recoveryPassphraseFile), cost);
  const sealedBase64 = Buffer.from(wrapKey(wrapping, key, RECOVERY)).toString('base64');
  const file: z.infer<typeof RecoveryFile> = { vestibule: 'recovery key', v: 1, ...cost, sealedBase64 };
  writeNew(options.out, `${JSON.stringify(file)}\n`);
  console.error('The recovery key is written. Keep it and its passphrase apart, and both away from here.');
}

/** Turns a recovery file back into a key file. Throws key-wrong for another passphrase. */
export async function recoverKey(
  recovery: string,
  options: { recoveryPassphraseFile: string; out: string },
): Promise<void> {
  const parsed = RecoveryFile.safeParse(jsonOf(contentOf(recovery)));
  if (!parsed.success) throw new VestibuleError('file-unreadable', 'This is no recovery file.');
  const wrapping = await passphraseKey(passphraseIn(options.recoveryPassphraseFile), parsed.data);
  const key = unwrapKey(wrapping, Buffer.from(parsed.data.sealedBase64, 'base64'), RECOVERY);
  if (!key) throw new VestibuleError('key-wrong', 'This passphrase does not open the recovery file.');
  writeNew(options.out, `${Buffer.from(key).toString('hex')}\n`);
  console.error('The key file is written. Start the terminal with --key-file.');
}

const RECOVERY = 'the recovery export';

function passphraseIn(file: string): string {
  const passphrase = contentOf(file).replace(/\r?\n$/, '');
  if ([...passphrase].length >= 12) return passphrase;
  throw new VestibuleError('key-wrong', 'A recovery passphrase has at least 12 characters.');
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new VestibuleError('file-unreadable', `${path.basename(file)} cannot be read.`, { cause });
  }
}

function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

/** A key never takes the place of another file, and is durable before anything depends on it. */
function writeNew(file: string, content: string): void {
  try {
    writeFileSync(file, content, { mode: 0o600, flag: 'wx', flush: true });
  } catch (cause) {
    throw new VestibuleError(
      'file-unwritable',
      `${path.basename(file)} is there already, or cannot be written.`,
      {
        cause,
      },
    );
  }
}
