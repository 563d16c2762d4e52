import { randomBytes, randomUUID } from 'node:crypto';
import { wrapKey } from '../../crypto/key-wrap';
import { sealBody } from '../../crypto/sealed-body';
import { integer, text, textOrNull } from '../../sqlite/column';
import type { WireEntry } from '../client/api.generated';
import { AuthorityError } from './authority-error';
import { commitmentHolds, hashHolds, readEntry } from './entry-check';
import { headerText } from './judge-batch';
import type { Queries, Storage } from './storage/storage';

/** What became of the entries of one export of a terminal in quarantine. */
export interface SetAsideImport {
  terminal: string;
  /** Kept apart by this import. */
  entries: number;
  /** Were there already, in the trusted sequence or apart. */
  duplicates: number;
}

/** What is kept apart of one terminal, and who decided so. */
export interface SetAsideTerminal {
  terminal: string;
  /** The terminal that its machine became. */
  replacedBy: string | null;
  entries: number;
  /** Those of them whose bodies are still there. */
  bodies: number;
  decisions: { at: string; by: string; entries: number }[];
}

/**
 * The entries that a terminal in quarantine could not deliver, kept where an administrator decided so: apart from the
 * trusted sequence of any terminal, for whoever has to find out what happened. Nothing else reads them: no report, no
 * stay and no record of a customer comes of them.
 */
export class SetAside {
  constructor(
    private readonly storage: Storage,
    private readonly bodyKey: Uint8Array,
  ) {}

  /**
   * Keeps the entries of a batch that the terminal signed, each once. Throws `AuthorityError` signature-invalid where
   * one of them is not what it was hashed as; then none is kept.
   */
  async take(terminal: string, batch: readonly WireEntry[], now: Date): Promise<SetAsideImport> {
    const read = batch.map(readEntry);
    if (!read.every((entry) => hashHolds(entry) && commitmentHolds(entry)))
      throw new AuthorityError('signature-invalid', 'An entry is not what it was hashed as.');
    return this.storage.transaction(async (queries) => {
      let entries = 0;
      for (const one of read) {
        const { header, hash } = one.entry;
        const { epoch, seq, id } = header;
        const trusted = await queries.entries.stored(terminal, epoch, seq, seq);
        if (trusted.some((stored) => stored.hash === hash)) continue;
        const key = randomBytes(32);
        const place = `set aside ${terminal} ${hash}`;
        const { opened } = one;
        entries += await queries.run(
          `INSERT INTO set_aside (terminal, hash, epoch, seq, id, header, retention, recorded_at, imported_at, wrapped_key, sealed)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
          terminal,
          hash,
          epoch,
          seq,
          id,
          headerText(one),
          header.retention,
          header.at,
          now.getTime(),
          opened ? wrapKey(this.bodyKey, key, place) : null,
          opened ? sealBody(key, Buffer.concat([opened.salt, opened.body]), place) : null,
        );
      }
      return { terminal, entries, duplicates: read.length - entries };
    });
  }

  /** Writes down who decided about a terminal's entries, and about how many. */
  async decided(by: string, { terminal, entries }: SetAsideImport, now: Date): Promise<void> {
    await this.storage.run(
      'INSERT INTO set_aside_decisions (id, at, decided_by, terminal, entries) VALUES (?, ?, ?, ?, ?)',
      randomUUID(),
      now.getTime(),
      by,
      terminal,
      entries,
    );
  }

  /** These entries of a terminal are erased: their bodies go, their headers stay. */
  async erase(terminal: string, ids: readonly string[], queries: Queries): Promise<void> {
    for (const id of ids)
      await queries.run(
        'UPDATE set_aside SET wrapped_key = NULL, sealed = NULL WHERE terminal = ? AND id = ?',
        terminal,
        id,
      );
  }

  /** Erases those of a retention class that were recorded before an instant (RFC 3339, UTC); answers how many. */
  async expire(retention: string, before: string): Promise<number> {
    return this.storage.run(
      `UPDATE set_aside SET wrapped_key = NULL, sealed = NULL
       WHERE retention = ? AND recorded_at < ? AND sealed IS NOT NULL`,
      retention,
      before,
    );
  }

  /** Every terminal of which something is kept apart. */
  async list(): Promise<SetAsideTerminal[]> {
    const rows = await this.storage.all(
      `SELECT s.terminal, t.replaced_by, count(*) AS entries, count(s.sealed) AS bodies
       FROM set_aside s JOIN terminals t ON t.id = s.terminal GROUP BY s.terminal, t.replaced_by ORDER BY s.terminal`,
    );
    const decisions = await this.storage.all('SELECT * FROM set_aside_decisions ORDER BY at');
    return rows.map((row) => ({
      terminal: text(row, 'terminal'),
      replacedBy: textOrNull(row, 'replaced_by'),
      entries: integer(row, 'entries'),
      bodies: integer(row, 'bodies'),
      decisions: decisions
        .filter((decision) => text(decision, 'terminal') === text(row, 'terminal'))
        .map((decision) => ({
          at: new Date(integer(decision, 'at')).toISOString(),
          by: text(decision, 'decided_by'),
          entries: integer(decision, 'entries'),
        })),
    }));
  }
}
