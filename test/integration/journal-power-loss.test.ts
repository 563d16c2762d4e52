import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openJournalFileReadOnly } from '../../main/journal/journal-file';
import { verifyJournal } from '../../main/journal/verify-journal';
import { availableEngines } from '../../main/sqlite/engine';
import { bundled } from '../support/journal-child';
import { dice } from '../support/journal-dice';
import { journalBench, temporaryFolder } from '../support/journal-folder';
import { TRACED, fates, imageAfter, readTrace } from '../support/power-loss';

const Recorded = z.object({ entry: z.uuid(), seq: z.number().int(), hash: z.hex() });
const IMAGES = Number(process.env['VESTIBULE_POWER_IMAGES'] ?? 24);
/** The more images, the longer the history: a long one holds checkpoints of the log file, too. */
const ROUNDS = IMAGES > 100 ? 700 : 60;

let program: Awaited<ReturnType<typeof bundled>>;
beforeAll(async () => {
  program = await bundled('journal-writer.ts');
});
afterAll(() => program.remove());

/** Lets the writer record under strace; its folder, its key, and all that it wrote and synced. */
async function traced(engine: string) {
  const folder = temporaryFolder();
  const trace = path.join(temporaryFolder(), 'trace');
  const masterKey = new Uint8Array(randomBytes(32));
  const args = ['-f', '-y', '-xx', '-s', '1000000', '-e', `trace=${TRACED}`, '-o', trace];
  const child = spawn('strace', [...args, process.execPath, program.file], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const key = Buffer.from(masterKey).toString('hex');
  child.stdin.end(`${JSON.stringify({ folder, key, engine, rounds: ROUNDS })}\n`);
  child.stdout.resume();
  const [status] = await once(child, 'exit');
  expect(status).toBe(0);
  return { folder, masterKey, events: readTrace(readFileSync(trace, 'latin1'), folder) };
}

test.each(availableEngines())(
  `Given the writes and syncs of a journal on the %s engine, when the power is cut at any moment, then nothing answered for is lost and the chain is whole (${IMAGES} images)`,
  async (engine) => {
    const { folder, masterKey, events } = await traced(engine);
    const roll = dice(20261102);
    const firstAnswer = events.findIndex(({ type }) => type === 'answer');
    expect(events.filter(({ type }) => type === 'answer').length).toBeGreaterThan(ROUNDS);
    for (let image = 0; image < IMAGES; image += 1) {
      const cut = firstAnswer + 1 + Math.floor(roll() * (events.length - firstAnswer - 1));
      const fate = fates[image % fates.length] ?? 'torn';
      const before = events.slice(0, cut);
      const copy = path.join(temporaryFolder(), 'after');
      mkdirSync(copy);
      for (const [file, content] of imageAfter(before, fate, roll)) {
        writeFileSync(path.join(copy, path.relative(folder, file)), content);
      }
      const answered = before.flatMap((event) =>
        event.type === 'answer'
          ? event.text
              .trim()
              .split('\n')
              .map((line) => Recorded.parse(JSON.parse(line)))
          : [],
      );
      const what = `image ${image}: ${fate} after ${cut} of ${events.length}`;
      const bench = journalBench({ folder: copy, masterKey, engine });
      const journal = bench.open();
      const found = answered.map(({ entry }) => journal.entry(entry)?.hash);
      expect(found, what).toEqual(answered.map(({ hash }) => hash));
      bench.close(journal);
      const reader = openJournalFileReadOnly(copy, { engine });
      expect(verifyJournal(reader), what).toMatchObject({ ok: true, truncated: false });
      reader.close();
    }
  },
  600_000,
);

test('Given a write that nothing synced, when the power is cut, then it is lost, kept or torn, and what was synced stays', () => {
  const write = (offset: number, fill: string) =>
    ({ type: 'write', file: '/f', offset, bytes: Buffer.alloc(2_048, fill) }) as const;
  const events = [write(0, 'a'), { type: 'sync', file: '/f' } as const, write(0, 'b')];
  const after = (fate: (typeof fates)[number]) =>
    imageAfter(events, fate, dice(5)).get('/f')?.toString() ?? '';
  expect(after('dropped')).toBe('a'.repeat(2_048));
  expect(after('kept')).toBe('b'.repeat(2_048));
  expect([...new Set(after('torn'))].sort()).toEqual(['a', 'b']);
  expect(spawnSync('strace', ['-V']).status).toBe(0);
});
