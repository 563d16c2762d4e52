import { cpSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { citizens } from '../../main/training/citizens';
import { command } from '../support/command';
import { Headless } from '../support/headless';
import { temporaryFolder } from '../support/journal-folder';
import { TestAuthority } from '../support/test-authority';

const planted = { room: 'Zimmer-7731', note: 'planted note: allergic to hazelnuts' };
const stay = { ...planted, arrival: '2026-11-28', departure: '2026-11-30' };

interface Sample {
  text: string;
  expect: string;
}

/** Everything in a folder, byte for byte, file after file. */
function bytesOf(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true }).map((name) => path.join(folder, String(name)));
  return Buffer.concat(files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file)));
}

describe('A stolen data folder', () => {
  test('Given a folder without its key, when a thief looks into it, then nobody who was a guest, no room, no code and no key is in there', async () => {
    const authority = await TestAuthority.open();
    const home = temporaryFolder();
    const key = path.join(home, 'key');
    writeFileSync(key, Buffer.alloc(32, 9));
    const data = path.join(home, 'live');
    const keyed = ['--data', data, '--key-file', key];
    const code = await authority.code();
    const desk = new Headless([...keyed, '--authority', authority.url, '--enrol', code]);
    await desk.event('ready');
    const samples = (await authority.authority.samples()).filter(
      (sample: Sample) => sample.expect === 'verified',
    );
    for (const { text } of samples.slice(0, 3)) {
      const presented = await desk.ask('present', { reader: 'desk', text });
      const { id } = (presented ?? {})['verdict'] as { id: string };
      const recorded = await desk.ask('check-in', { verdict: id, purpose: 'hotel.check-in', form: stay });
      expect(recorded).toMatchObject({ ok: true });
    }
    await desk.ask('shutdown');
    await desk.exit;

    const stolen = path.join(temporaryFolder(), 'stolen');
    cpSync(data, stolen, { recursive: true });
    const content = bytesOf(stolen);
    const names = citizens.flatMap((citizen) =>
      Object.values(citizen).filter(
        (value): value is string => typeof value === 'string' && value.length >= 5,
      ),
    );
    const secrets = [...Object.values(planted), ...samples.map(({ text }) => text), ...names, code];
    expect(secrets.length).toBeGreaterThan(20);
    const inside = (secret: string) =>
      ['utf8', 'utf16le'].some((encoding) =>
        content.includes(Buffer.from(secret, encoding as BufferEncoding)),
      );
    expect(secrets.filter(inside)).toEqual([]);

    const opened = await command(['journal', 'search', '--data', stolen, 'lin'], '');
    expect(opened.status).not.toBe(0);
    writeFileSync(key, Buffer.alloc(32, 1));
    const guessed = await command(['diagnose', '--data', stolen, '--key-file', key, '--json']);
    expect(guessed.out).toContain('key-wrong');
  });
});
