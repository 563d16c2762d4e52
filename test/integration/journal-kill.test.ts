import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openJournalFileReadOnly } from '../../main/journal/journal-file';
import { verifyJournal } from '../../main/journal/verify-journal';
import { availableEngines } from '../../main/sqlite/engine';
import { bundled, started } from '../support/journal-child';
import { dice } from '../support/journal-dice';
import { journalBench, temporaryFolder } from '../support/journal-folder';

const Recorded = z.object({ entry: z.uuid(), seq: z.number().int(), hash: z.hex() });
const KILLS = Number(process.env['VESTIBULE_KILLS'] ?? 12);

let program: Awaited<ReturnType<typeof bundled>>;
beforeAll(async () => {
  program = await bundled('journal-writer.ts');
});
afterAll(() => program.remove());

/** Lets the writer answer for some entries and kills it a moment later; what it had answered for by then. */
async function killedWhileWriting(order: object, answers: number, delayMs: number) {
  const child = started(program.file);
  const recorded: z.infer<typeof Recorded>[] = [];
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => (words += chunk.toString()));
  child.stdin?.write(`${JSON.stringify(order)}\n`);
  const gone = once(child, 'exit');
  if (!child.stdout) throw new Error('The writer has no output.');
  const lines = createInterface({ input: child.stdout });
  const enough = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      recorded.push(Recorded.parse(JSON.parse(line)));
      if (recorded.length === answers) resolve();
    });
  });
  const read = once(lines, 'close');
  await Promise.race([
    enough,
    gone.then(() => Promise.reject(new Error(`The writer ended by itself: ${words}`))),
  ]);
  await pause(delayMs);
  child.kill('SIGKILL');
  await Promise.all([gone, read]);
  return recorded;
}

describe.each(availableEngines())('Given a process that records check-ins on the %s engine', (engine) => {
  test(`when it is killed at ${KILLS} random moments, then nothing it answered for is lost and the chain is whole`, async () => {
    const roll = dice(20261102);
    const folder = temporaryFolder();
    const masterKey = new Uint8Array(randomBytes(32));
    const order = { folder, key: Buffer.from(masterKey).toString('hex'), engine };
    const answered: z.infer<typeof Recorded>[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const recorded = await killedWhileWriting(order, 1 + Math.floor(roll() * 40), roll() * 8);
      expect(recorded.length).toBeGreaterThan(0);
      answered.push(...recorded);

      // Before anything repairs what the kill left behind.
      const left = openJournalFileReadOnly(folder, { engine });
      expect(verifyJournal(left)).toMatchObject({ ok: true });
      left.close();

      const { open, close } = journalBench({ folder, masterKey, engine });
      const journal = open();
      for (const { entry, seq, hash } of answered) {
        expect(journal.entry(entry)).toMatchObject({
          header: { seq },
          hash,
          body: { operator: 'built-in clerk' },
        });
      }
      const { entries } = journal.head();
      const { queued, acknowledged, refused } = journal.outbox.counts();
      expect(queued + acknowledged + refused).toBe(entries);
      // At most the one that was being answered for when it died.
      expect(entries - answered.length).toBeLessThanOrEqual(kill + 1);
      close(journal);

      const database = openJournalFileReadOnly(folder, { engine });
      expect(verifyJournal(database)).toEqual({ ok: true, entries, checkpoints: 0, truncated: false });
      database.close();
    }
  }, 3_600_000);
});
