import { derivedKey } from '../../crypto/hash';
import { text } from '../../sqlite/column';
import type { StayElsewhere, StayQuestion } from '../client/api.generated';
import { AuthorityError } from './authority-error';
import { RateLimit } from './rate-limit';
import type { Queries, Storage } from './storage/storage';
import type { Terminal } from './terminals';

/** How long after its last day a stay is kept: a terminal that was offline may still come with one that overlaps. */
const KEPT_DAYS = 30;
/** How often one terminal may ask. */
const RATE = { perSecond: 2, burst: 60 } as const;

/**
 * `POST /v1/stays`: who stays at a site by the record of which terminal. People are keyed tokens here, made by the
 * terminals of the site; nothing else of a person is kept or answered.
 */
export class Stays {
  readonly #rate = new RateLimit(RATE);

  constructor(
    private readonly storage: Storage,
    private readonly secret: Uint8Array,
  ) {}

  /** The key under which the terminals of a site make tokens, hex. Tokens of two sites cannot be compared. */
  keyOf(site: string): string {
    return Buffer.from(derivedKey(this.secret, JSON.stringify(['stays', site]))).toString('hex');
  }

  /**
   * For each question the overlapping stays of the same person by other terminals of the site, oldest first. Questions
   * about a check-in that is stored are kept first, and durable before the others' are read: of two terminals that
   * ask at the same moment at least one hears of the other. Throws `AuthorityError` rate-limited.
   */
  async compare(
    questions: readonly StayQuestion[],
    terminal: Pick<Terminal, 'id' | 'site'>,
    now: Date,
  ): Promise<StayElsewhere[][]> {
    const wait = this.#rate.wait(terminal.id, now);
    if (wait > 0) throw new AuthorityError('rate-limited', 'This terminal asks too often.', wait);
    await this.#keep(questions, terminal, now);
    return Promise.all(questions.map((question) => this.#elsewhere(question, terminal)));
  }

  /** These check-ins of a terminal are taken back or erased: by a person's wish, or because their time is over. */
  async forget(terminal: string, entries: readonly string[], queries: Queries): Promise<void> {
    if (entries.length === 0) return;
    const each = entries.map(() => '?').join(', ');
    await queries.run(`DELETE FROM stays WHERE terminal = ? AND entry IN (${each})`, terminal, ...entries);
  }

  async #keep(
    questions: readonly StayQuestion[],
    { id, site }: Pick<Terminal, 'id' | 'site'>,
    now: Date,
  ): Promise<void> {
    const about = questions.filter(({ entry }) => entry !== undefined);
    if (about.length === 0) return;
    const over = new Date(now.getTime() - KEPT_DAYS * 86_400_000).toISOString().slice(0, 10);
    await this.storage.transaction(async (queries) => {
      await queries.run('DELETE FROM stays WHERE site = ? AND departure < ?', site, over);
      const stored = await queries.entries.idsTaken(
        id,
        about.flatMap(({ entry }) => entry ?? []),
      );
      for (const { entry = '', number = '', person = '', arrival, departure } of about) {
        if (!stored.has(entry) || departure < over) continue;
        await queries.run(
          `INSERT INTO stays (terminal, entry, site, number, person, arrival, departure)
           VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
          id,
          entry,
          site,
          number,
          person,
          arrival,
          departure,
        );
      }
    });
  }

  async #elsewhere(
    { number = '', person = '', arrival, departure }: StayQuestion,
    { id, site }: Pick<Terminal, 'id' | 'site'>,
  ): Promise<StayElsewhere[]> {
    const rows = await this.storage.all(
      `SELECT entry, terminal, arrival, departure FROM stays
       WHERE site = ? AND departure > ? AND arrival < ? AND terminal <> ?
       AND ((number <> '' AND number = ?) OR ((number = '' OR ? = '') AND person <> '' AND person = ?))
       ORDER BY arrival, entry LIMIT ${MOST_FOUND}`,
      site,
      arrival,
      departure,
      id,
      number,
      number,
      person,
    );
    return rows.map((row) => ({
      entry: text(row, 'entry'),
      terminal: text(row, 'terminal'),
      arrival: text(row, 'arrival'),
      departure: text(row, 'departure'),
    }));
  }
}

/** More say nothing new. */
const MOST_FOUND = 20;
