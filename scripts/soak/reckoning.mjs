import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * What is there after a soak: the entries of the journal and those of the authority, compared with what the counter was told.
 * Reads the files themselves, with nothing of the app running.
 */
export function reckon({ data, authority, recorded }) {
  const journal = rows(path.join(data, 'journal.db'), 'SELECT id, seq, kind FROM entries ORDER BY seq');
  const arrived = rows(authority, 'SELECT id, seq, refused FROM entries');
  const count = new Map();
  for (const { id } of arrived) count.set(id, (count.get(id) ?? 0) + 1);
  const atHome = new Set(journal.map(({ id }) => id));
  // The checkpoint that the terminal signs as it closes goes out with the next start.
  const newest = journal.at(-1);
  const closing = newest?.kind === 'checkpoint' ? newest.id : undefined;
  const verified = JSON.parse(
    execFileSync(process.execPath, ['dist/main/cli.js', 'journal', 'verify', '--data', data, '--json'], {
      encoding: 'utf8',
    }),
  );
  return {
    entries: journal.length,
    checkIns: journal.filter(({ kind }) => kind === 'check-in').length,
    /** Said to be recorded, and not in the journal. */
    lost: recorded.filter((id) => !atHome.has(id)).length,
    /** In the journal, and not with the authority. */
    undelivered: journal.filter(({ id }) => !count.has(id) && id !== closing).length,
    twice: [...count.values()].filter((times) => times > 1).length,
    /** With the authority, and not in the journal. */
    foreign: [...count.keys()].filter((id) => !atHome.has(id)).length,
    refused: arrived.filter(({ refused }) => refused !== null).length,
    gaps: Math.max(0, ...journal.map(({ seq }) => seq)) - journal.length,
    chain: verified.ok === true,
  };
}

function rows(file, sql) {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}
