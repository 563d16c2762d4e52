import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { VestibuleError } from '../../../shared/domain/error';
import { derivedKey } from '../../crypto/hash';
import { PrivateKey, generateSealingKey } from '../../crypto/jwk';
import { openBody, sealBody } from '../../crypto/sealed-body';
import { bytes } from '../../sqlite/column';
import { SigningKeys } from './signing-keys';
import type { Storage } from './storage/storage';

/** The authority's own secrets. They stay the same over restarts, so that what it signed stays valid. */
export interface AuthorityKeys {
  /** Signs every answer. Its thumbprint is what terminals pin; another one takes its place only by a succession. */
  readonly signing: PrivateKey;
  /** Those before it, and how it came to be the one. */
  readonly successions: SigningKeys;
  /** Late questions are sealed for it. */
  readonly verification: PrivateKey;
  /** Offline exports are sealed for it. */
  readonly export: PrivateKey;
  /** Nonces are made with it, and addresses are digested under it. */
  readonly secret: Uint8Array;
  /** The keys of entry bodies are wrapped under it. */
  readonly bodies: Uint8Array;
  /** Seals how guests are reported, what was added by hand, and receipts. */
  readonly reports: Uint8Array;
}

/** Reads the keys, or makes them in an empty database. Throws key-wrong where the master key does not open them. */
export async function loadAuthorityKeys(storage: Storage, masterKey: Uint8Array): Promise<AuthorityKeys> {
  const store = new SealedStore(storage, masterKey);
  const secret = await store.keep('secret', z.base64(), () => randomBytes(32).toString('base64'));
  const successions = await SigningKeys.open(storage, store);
  return {
    get signing() {
      return successions.current;
    },
    successions,
    verification: await store.keep('verification', PrivateKey, generateSealingKey),
    export: await store.keep('export', PrivateKey, generateSealingKey),
    secret: Buffer.from(secret, 'base64'),
    bodies: derivedKey(masterKey, 'authority entry bodies'),
    reports: derivedKey(masterKey, 'authority reports'),
  };
}

/** Small JSON secrets, sealed under the master key. */
export class SealedStore {
  readonly #storage: Storage;
  readonly #key: Uint8Array;

  constructor(storage: Storage, masterKey: Uint8Array) {
    this.#storage = storage;
    this.#key = derivedKey(masterKey, 'authority keys');
  }

  /** What is stored under this name; made, stored and returned if there is nothing yet. The first one to store wins. */
  async keep<T>(name: string, schema: z.ZodType<T>, make: () => T | Promise<T>): Promise<T> {
    const stored = await this.#read(name);
    if (stored !== undefined) return schema.parse(stored);
    const sealed = sealBody(this.#key, Buffer.from(JSON.stringify(await make())), name);
    await this.#storage.run(
      'INSERT INTO keys (name, sealed) VALUES (?, ?) ON CONFLICT DO NOTHING',
      name,
      sealed,
    );
    return schema.parse(await this.#read(name));
  }

  async #read(name: string): Promise<unknown> {
    const row = await this.#storage.get('SELECT sealed FROM keys WHERE name = ?', name);
    if (!row) return undefined;
    const opened = openBody(this.#key, bytes(row, 'sealed'), name);
    if (!opened) throw new VestibuleError('key-wrong', "This key does not open the authority's folder.");
    return JSON.parse(Buffer.from(opened).toString('utf8'));
  }
}
