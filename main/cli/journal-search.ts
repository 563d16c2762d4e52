import type { KeyedOptions } from './key-options';
import { onKeyedJournal } from './keyed-journal';
import { EXIT } from './report';

export type SearchOptions = KeyedOptions & { limit: number; json?: true };

/** Finds check-ins by name, room or number over the whole history and lists them without anything personal. Answers the exit status. */
export async function searchJournal(search: string, options: SearchOptions): Promise<number> {
  return onKeyedJournal(options, (journal) => {
    const { guests } = journal.guests.page(
      { search, filter: 'all', offset: 0, limit: options.limit },
      new Date(),
    );
    for (const { entry, seq, at, outcome, delivery, void: taken } of guests) {
      const line = { entry, seq, at, kind: 'check-in', outcome, delivery, void: taken !== undefined };
      const words = [seq, at, outcome, delivery, entry, ...(line.void ? ['void'] : [])];
      console.log(options.json ? JSON.stringify(line) : words.join('  '));
    }
    if (guests.length > 0) return EXIT.done;
    console.error('Nothing found.');
    return EXIT.no;
  });
}

/** Makes the projections anew from the chain. */
export async function rebuildJournal(options: KeyedOptions & { json?: true }): Promise<void> {
  const entries = await onKeyedJournal(options, (journal) => journal.rebuild());
  if (options.json) console.log(JSON.stringify({ ok: true, entries }));
  else console.log(`Guests, search and digests are made anew from ${entries} entries.`);
}
