import { randomUUID } from 'node:crypto';
import { hmacSha256 } from '../../crypto/hash';
import { integer } from '../../sqlite/column';
import { AuthorityError } from './authority-error';
import type { Storage } from './storage/storage';

/** Wrong guesses from one address within the window, before it has to wait. */
const ALLOWED = 10;
const WINDOW = 10 * 60_000;

/** Counts those who guess what only few people know, in the database, so that it counts for all processes. */
export class GuessBrake {
  /** By address: ends when the last guess of it that waits for its turn has ended. */
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly storage: Storage,
    /** Addresses are kept as keyed digests. */
    private readonly secret: Uint8Array,
    /** What is guessed at: one brake does not stop another. */
    private readonly what: string,
  ) {}

  /**
   * What `guess` answers, which is undefined for a wrong one. It counts as wrong, on disk, before it is looked at, so that
   * guesses at the same moment do not pass together; one that is right, or fails of something else, is taken back. The
   * guesses of one address wait for each other: many who are right at the same moment are not taken for a flood.
   * Throws `AuthorityError` rate-limited for an address that guessed wrong too often, and what `guess` throws.
   */
  attempt<T>(address: string, now: Date, guess: () => Promise<T | undefined>): Promise<T | undefined> {
    const from = this.#digest(address);
    const before = this.#turns.get(from) ?? Promise.resolve();
    const attempt = before.then(() => this.#counted(from, now, guess));
    const turn = attempt.then(
      () => undefined,
      () => undefined,
    );
    this.#turns.set(from, turn);
    void turn.then(() => this.#turns.get(from) === turn && this.#turns.delete(from));
    return attempt;
  }

  async #counted<T>(from: string, now: Date, guess: () => Promise<T | undefined>): Promise<T | undefined> {
    // Who has to wait already costs the database nothing but this look.
    await this.#allow(from, now, ALLOWED - 1);
    const id = await this.#count(from, now);
    let wrong = false;
    try {
      // Once more: other processes counted meanwhile.
      await this.#allow(from, now, ALLOWED);
      const answer = await guess();
      wrong = answer === undefined;
      return answer;
    } finally {
      if (!wrong) await this.storage.run('DELETE FROM enrolment_failures WHERE id = ?', id);
    }
  }

  async #allow(from: string, now: Date, most: number): Promise<void> {
    const since = now.getTime() - WINDOW;
    const row = await this.storage.get(
      'SELECT count(*) AS failures, min(at) AS first FROM enrolment_failures WHERE address = ? AND at > ?',
      from,
      since,
    );
    if (!row || integer(row, 'failures') <= most) return;
    const wait = Math.max(1, Math.ceil((integer(row, 'first') - since) / 1000));
    throw new AuthorityError('rate-limited', 'Too many wrong guesses come from here. Wait a while.', wait);
  }

  async #count(from: string, now: Date): Promise<string> {
    const id = randomUUID();
    await this.storage.run('DELETE FROM enrolment_failures WHERE at <= ?', now.getTime() - WINDOW);
    await this.storage.run(
      'INSERT INTO enrolment_failures (address, at, id) VALUES (?, ?, ?)',
      from,
      now.getTime(),
      id,
    );
    return id;
  }

  #digest(address: string): string {
    const about = Buffer.from(`${this.what} ${address}`);
    return Buffer.from(hmacSha256(this.secret, about)).toString('hex');
  }
}
