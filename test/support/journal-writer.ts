/**
 * A process that records check-ins until it is killed, for `journal-kill.test.ts`. It takes the folder and the
 * key from its first line of input and prints each entry as soon as the journal has answered for it.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { openJournal } from '../../main/journal/open-journal';
import { acknowledgeAll, checkIn, people, voidOf } from './journal-samples';

const Order = z.object({
  folder: z.string(),
  key: z.hex(),
  engine: z.enum(['built-in', 'addon']),
  /** Ends by itself after so many; until it is killed otherwise. */
  rounds: z.number().default(Infinity),
});

createInterface({ input: process.stdin }).once('line', (line) => {
  const { folder, key, engine, rounds } = Order.parse(JSON.parse(line));
  const journal = openJournal({
    folder,
    masterKey: Buffer.from(key, 'hex'),
    now: () => new Date(),
    monotonic: () => performance.now(),
    engine,
  });
  journal.begin({ terminal: 'terminal-that-dies', epoch: 1 });
  for (let round = 0; round < rounds; round += 1) {
    const recorded = checkIn(journal, round % 2 === 0 ? people.lin : people.okafor, { room: String(round) });
    writeSync(1, `${JSON.stringify(recorded)}\n`);
    // The other things that write, so that a kill may fall into each of them.
    if (round % 7 === 3) writeSync(1, `${JSON.stringify(voidOf(journal, recorded.entry))}\n`);
    if (round % 11 === 5) acknowledgeAll(journal);
    if (round % 13 === 7) journal.vault.set('trust list', Buffer.alloc(3_000, round));
  }
  journal.close();
});
