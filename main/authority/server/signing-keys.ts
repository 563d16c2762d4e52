import { VestibuleError } from '../../../shared/domain/error';
import { PrivateKey, type PublicKey, generateSigningKey, publicHalf } from '../../crypto/jwk';
import { type Succession, readSuccession, signSuccession } from '../../crypto/succession';
import { integer, text } from '../../sqlite/column';
import type { SealedStore } from './authority-keys';
import type { Storage } from './storage/storage';

/**
 * The authority's signing keys, one after the other: each but the first was named by the one before it, in a statement
 * that stays for good (openapi.yaml, Succession). Several processes may have the database open: a succession that one
 * of them makes is the others' from their next look on.
 */
export class SigningKeys {
  #number = 0;
  #current: PrivateKey;

  /** Reads the present key, or makes the first one. Throws key-wrong. */
  static async open(storage: Storage, store: SealedStore): Promise<SigningKeys> {
    const keys = new SigningKeys(storage, store, await keptKey(store, 0));
    await keys.look();
    return keys;
  }

  private constructor(
    private readonly storage: Storage,
    private readonly store: SealedStore,
    first: PrivateKey,
  ) {
    this.#current = first;
  }

  /** The key that signs now. */
  get current(): PrivateKey {
    return this.#current;
  }

  /** Every statement, oldest first. */
  async statements(): Promise<string[]> {
    const rows = await this.storage.all('SELECT statement FROM successions ORDER BY number');
    return rows.map((row) => text(row, 'statement'));
  }

  /** Every key that ever signed, the present one first. */
  async everyKey(): Promise<PublicKey[]> {
    const before = (await this.statements()).map((statement) => read(statement).previousKey);
    return [publicHalf(this.#current), ...before.toReversed()];
  }

  /** Takes the key that another process put in the place of ours, if one did. */
  async look(): Promise<void> {
    const row = await this.storage.get('SELECT coalesce(max(number), 0) AS number FROM successions');
    const number = row ? integer(row, 'number') : 0;
    if (number === this.#number) return;
    this.#current = await keptKey(this.store, number);
    this.#number = number;
  }

  /**
   * Puts a new key in the place of the present one. The new key is kept before it is named, and two who do this at
   * the same time make one succession.
   */
  async succeed(now: Date): Promise<Succession> {
    await this.look();
    const number = this.#number + 1;
    const next = await keptKey(this.store, number);
    const statement = await signSuccession({ number, at: now }, this.#current, next);
    await this.storage.run(
      'INSERT INTO successions (number, statement) VALUES (?, ?) ON CONFLICT DO NOTHING',
      number,
      statement,
    );
    await this.look();
    return read((await this.statements())[number - 1] ?? '');
  }
}

/** The key of this number, made where there is none yet. */
function keptKey(store: SealedStore, number: number): Promise<PrivateKey> {
  return store.keep(number === 0 ? 'signing' : `signing ${number}`, PrivateKey, generateSigningKey);
}

function read(statement: string): Succession {
  const succession = readSuccession(statement);
  if (succession) return succession;
  throw new VestibuleError(
    'journal-damaged',
    'A succession of the signing key in the database does not hold.',
  );
}
