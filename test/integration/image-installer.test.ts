import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { imageInstaller } from '../../main/updates/image-installer';
import { temporaryFolder } from '../support/journal-folder';
import { programOf } from '../support/update-server';

/** The one file that is the program of 0.1.0, a fetched update beside it, and what was started anew. */
function oneFile(update: string) {
  const folder = temporaryFolder();
  const image = path.join(folder, 'Vestibule.AppImage');
  const fetched = path.join(folder, 'fetched');
  const restarted: string[] = [];
  writeFileSync(image, programOf('0.1.0'), { mode: 0o755 });
  writeFileSync(fetched, update);
  const installer = imageInstaller(image, (executable) => restarted.push(executable));
  return { image, fetched, installer, restarted, program: () => readFileSync(image, 'utf8') };
}

describe('A program that is one file', () => {
  test('Given an update, when it goes in and does not start, then the file is the new one, and the old one comes back', async () => {
    const { image, fetched, installer, restarted, program } = oneFile(programOf('0.2.0'));
    await installer.prepare(fetched, '0.2.0');
    expect(program()).toBe(programOf('0.1.0'));
    await installer.replace('0.2.0');
    expect(program()).toBe(programOf('0.2.0'));
    installer.goBack('0.1.0');
    expect(program()).toBe(programOf('0.1.0'));
    expect(restarted).toEqual([image, image]);
  });

  test.each([
    ['does not start', programOf('0.2.0', true), 'update-failed'],
    ['is another version', programOf('0.3.0'), 'update-not-genuine'],
  ])(
    'Given an update that %s, when it is prepared, then it is refused and nothing is left of it',
    async (_, update, code) => {
      const { fetched, installer, program } = oneFile(update);
      await expect(installer.prepare(fetched, '0.2.0')).rejects.toMatchObject({ code });
      await expect(installer.replace('0.2.0')).rejects.toMatchObject({ code: 'update-failed' });
      expect(program()).toBe(programOf('0.1.0'));
    },
  );
});
