import { timingSafeEqual } from 'node:crypto';
import { sha256 } from '../../crypto/hash';
import { AuthorityError } from './authority-error';
import { Documents } from './documents';
import type { GuessBrake } from './guess-brake';
import type { Storage } from './storage/storage';

const DOCUMENT = 'auditor-token';

/** Whoever may look up the records of banks and offices: a token in a bank's own system, and no other right. */
export class Auditor {
  readonly #documents: Documents;

  constructor(
    storage: Storage,
    private readonly guesses: GuessBrake,
  ) {
    this.#documents = new Documents(storage);
  }

  /** Sets the token; the one before it counts no more. Only its digest is kept. */
  async setToken(token: string): Promise<void> {
    await this.#documents.write(DOCUMENT, digestOf(token).toString('hex'));
  }

  /** Throws `AuthorityError` token-invalid (another token, or none was ever set), rate-limited. */
  async require(authorization: string | undefined, address: string, now: Date): Promise<void> {
    const token = /^Bearer ([\x21-\x7e]+)$/i.exec(authorization ?? '')?.[1];
    const right =
      token !== undefined && (await this.guesses.attempt(address, now, () => this.#rightFor(token)));
    if (!right) throw new AuthorityError('token-invalid', 'An auditor’s token is needed here.');
  }

  async #rightFor(token: string): Promise<true | undefined> {
    const kept = await this.#documents.read(DOCUMENT);
    return kept !== undefined && timingSafeEqual(digestOf(token), Buffer.from(kept, 'hex'))
      ? true
      : undefined;
  }
}

/** The token is long and random (`--auditor-token-file`): a plain digest is enough. */
function digestOf(token: string): Buffer {
  return Buffer.from(sha256(Buffer.from(token)));
}
