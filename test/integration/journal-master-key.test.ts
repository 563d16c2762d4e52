import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openJournal } from '../../main/journal/open-journal';
import { masterKeyFor } from '../../main/terminal/master-key';
import { TestClock, temporaryFolder } from '../support/journal-folder';

afterEach(() => {
  vi.unstubAllEnvs();
});

const fileWith = (content: string | Uint8Array) => {
  const file = path.join(temporaryFolder(), 'secret');
  writeFileSync(file, content);
  return file;
};
const missing = expect.objectContaining({ name: 'VestibuleError', code: 'key-missing' });

describe('Given a data folder, when its master key is asked for', () => {
  test('and the shell has opened it, then that one is taken before any other', async () => {
    const masterKey = new Uint8Array(randomBytes(32));
    const keyFile = fileWith(randomBytes(32));
    const found = await masterKeyFor({ folder: temporaryFolder(), mode: 'live', masterKey, keyFile });
    expect(found).toEqual({ key: masterKey, source: 'key-store' });
  });

  test('and there is a key file, then its 32 bytes or 64 hex digits are the key, also when the environment names it', async () => {
    const key = randomBytes(32);
    const folder = temporaryFolder();
    for (const content of [key, key.toString('hex'), `${key.toString('hex').toUpperCase()}\n`]) {
      const found = await masterKeyFor({ folder, mode: 'live', keyFile: fileWith(content) });
      expect(Buffer.from(found.key).equals(key)).toBe(true);
      expect(found.source).toBe('key-file');
    }
    vi.stubEnv('VESTIBULE_KEY_FILE', fileWith(key));
    expect(Buffer.from((await masterKeyFor({ folder, mode: 'live' })).key).equals(key)).toBe(true);
  });

  test.each(['', 'too short', 'x'.repeat(64), randomBytes(33)])(
    'and the key file holds something else, then it is missing',
    async (content) => {
      const options = { folder: temporaryFolder(), mode: 'training', keyFile: fileWith(content) } as const;
      await expect(masterKeyFor(options)).rejects.toThrow(missing);
    },
  );

  test('and there is a passphrase, then the same passphrase gives the same key here and another elsewhere', async () => {
    const folder = temporaryFolder();
    const key = async (text: string, where = folder) =>
      Buffer.from(
        (await masterKeyFor({ folder: where, mode: 'live', passphraseFile: fileWith(text) })).key,
      ).toString('hex');
    const first = await key('correct horse\n');
    expect(first).toHaveLength(64);
    expect(await key('correct horse')).toBe(first);
    expect(await key('correct horse ')).not.toBe(first);
    expect(await key('correct horse', temporaryFolder())).not.toBe(first);
    await expect(key('\n')).rejects.toThrow(missing);
  });

  test('and it is training without any source, then a key is made once and only its owner may read it', async () => {
    const folder = temporaryFolder();
    const first = await masterKeyFor({ folder, mode: 'training' });
    expect(first.source).toBe('folder');
    expect(await masterKeyFor({ folder, mode: 'training' })).toEqual(first);
    const file = path.join(folder, 'master.key');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'latin1').trim()).toBe(Buffer.from(first.key).toString('hex'));
  });

  test('and it is live without any source, then the terminal does not open', async () => {
    const folder = temporaryFolder();
    await masterKeyFor({ folder, mode: 'training' });
    await expect(masterKeyFor({ folder, mode: 'live' })).rejects.toThrow(missing);
  });

  test('and key or salt are gone from a folder with a journal, then no new one is made', async () => {
    const folder = temporaryFolder();
    const passphraseFile = fileWith('correct horse');
    const { key: masterKey } = await masterKeyFor({ folder, mode: 'live', passphraseFile });
    openJournal({ folder, masterKey, ...new TestClock() }).close();
    rmSync(path.join(folder, 'passphrase.salt'));
    await expect(masterKeyFor({ folder, mode: 'live', passphraseFile })).rejects.toThrow(missing);
    await expect(masterKeyFor({ folder, mode: 'training' })).rejects.toThrow(missing);
  });
});
