import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { enrolledJournal } from '../support/enrolled-journal';
import { bundled, started } from '../support/journal-child';
import { temporaryFolder } from '../support/journal-folder';
import { checkIn, people } from '../support/journal-samples';

let program: Awaited<ReturnType<typeof bundled>>;
beforeAll(async () => {
  program = await bundled('journal-command.ts');
});
afterAll(() => program.remove());

const Line = z.looseObject({ kind: z.string(), body: z.unknown().optional() });
const linesOf = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((line) => Line.parse(JSON.parse(line)));

/** The export of a folder in which a guest was recorded and another one erased, with `pin` on standard input. */
async function folderOfGuests() {
  const { journal, folder, close } = await enrolledJournal();
  checkIn(journal, people.okafor);
  const gone = checkIn(journal, people.garcia);
  journal.retention.erase(journal.retention.personEntries('XK4471882'), 'test');
  close(journal);
  const exported = async (pin: string, ...args: string[]) => {
    const child = started(program.file, [
      'journal',
      'export',
      '--data',
      folder,
      '--format',
      'jsonl',
      ...args,
    ]);
    if (!child.stdout || !child.stderr) throw new Error('The command has no output.');
    child.stdin?.end(`${pin}\n`);
    const [out, words, [status]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ]);
    return { out, words, status: Number(status) };
  };
  return { exported, gone: gone.entry };
}

describe('Given a journal with guests', () => {
  test('when a supervisor asks for personal data by PIN, then it comes out whole, without those who were erased, and the journal says so', async () => {
    const { exported, gone } = await folderOfGuests();
    const { out, status } = await exported('246802', '--reveal', '--operator', 'supervisor');
    expect(status).toBe(0);
    const lines = linesOf(out);
    expect(lines[0]?.body).toMatchObject({ claims: { fullName: 'Adaeze Ngozi Okafor' } });
    expect(lines.find(({ id }) => id === gone)?.body).toBeNull();
    expect(out).not.toContain('XK4471882');
    const reveal = { kind: 'reveal', body: { field: 'export', operator: 'supervisor' } };
    expect(lines.at(-1)).toMatchObject(reveal);
    const file = path.join(temporaryFolder(), 'people.csv');
    const written = await exported(
      '246802',
      '--reveal',
      '--operator',
      'supervisor',
      '--format',
      'csv',
      '--out',
      file,
    );
    expect(written.status).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('Adaeze Ngozi Okafor');
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  test('when a clerk, a wrong PIN or nobody asks, then nothing comes out; wrong PINs are counted over runs', async () => {
    const { exported } = await folderOfGuests();
    const asked = (pin: string, operator = 'supervisor') => exported(pin, '--reveal', '--operator', operator);
    expect(await asked('135790', 'clerk')).toMatchObject({
      out: '',
      status: 3,
      words: expect.stringContaining('not-permitted'),
    });
    for (let time = 0; time < 3; time += 1) {
      expect(await asked('111222')).toMatchObject({
        out: '',
        status: 3,
        words: expect.stringContaining('pin-wrong'),
      });
    }
    expect(await asked('246802')).toMatchObject({
      out: '',
      status: 3,
      words: expect.stringContaining('pin-locked'),
    });
    expect((await exported('246802', '--reveal')).status).toBe(2);
    const plain = await exported('');
    expect(plain.out).not.toContain('Okafor');
    expect(linesOf(plain.out).filter(({ kind }) => kind === 'operator')).toHaveLength(3);
  });
});
