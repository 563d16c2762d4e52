import { hmacSha256 } from '../../crypto/hash';
import { integer } from '../../sqlite/column';
import { AuthorityError } from './authority-error';
import type { Storage } from './storage/storage';

/** Wrong guesses from one address within the window, before it has to wait. */
const ALLOWED = 10;
const WINDOW = 10 * 60_000;

/** Counts those who guess what only few people know, in the database, so that it counts for all processes. */
export class GuessBrake {
  constructor(
    private readonly storage: Storage,
    /** Addresses are kept as keyed digests. */
    private readonly secret: Uint8Array,
    /** What is guessed at: one brake does not stop another. */
    private readonly what: string,
  ) {}

  /** Throws `AuthorityError` rate-limited for an address that guessed wrong too often. */
  async allow(address: string, now: Date): Promise<void> {
    const since = now.getTime() - WINDOW;
    const row = await this.storage.get(
      'SELECT count(*) AS failures, min(at) AS first FROM enrolment_failures WHERE address = ? AND at > ?',
      this.#digest(address),
      since,
    );
    if (!row || integer(row, 'failures') < ALLOWED) return;
    const wait = Math.max(1, Math.ceil((integer(row, 'first') - since) / 1000));
    throw new AuthorityError('rate-limited', 'Too many wrong guesses come from here. Wait a while.', wait);
  }

  async countFailure(address: string, now: Date): Promise<void> {
    await this.storage.run('DELETE FROM enrolment_failures WHERE at <= ?', now.getTime() - WINDOW);
    await this.storage.run(
      'INSERT INTO enrolment_failures (address, at) VALUES (?, ?)',
      this.#digest(address),
      now.getTime(),
    );
  }

  #digest(address: string): string {
    const about = Buffer.from(`${this.what} ${address}`);
    return Buffer.from(hmacSha256(this.secret, about)).toString('hex');
  }
}
