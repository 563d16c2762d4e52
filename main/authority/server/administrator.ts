import { randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { sha256Hex } from '../../crypto/hash';
import { COST, PassphraseCost, passphraseKey } from '../../crypto/passphrase-key';
import { integer, text } from '../../sqlite/column';
import { randomBase32 } from './base32';
import { Documents } from './documents';
import type { GuessBrake } from './guess-brake';
import type { Storage } from './storage/storage';

/** Milliseconds that a session lasts. */
const SESSION = 12 * 3_600_000;
const DOCUMENT = 'administrator password';

/** A password as it is kept: what scrypt makes of it, under a salt of its own. */
const Kept = z.object({ cost: PassphraseCost, key: z.base64() });

/** Somebody who is signed in. */
export interface Session {
  /** Goes into the cookie; only its digest is stored. */
  readonly id: string;
  /** Has to come with every change (against forged requests). */
  readonly token: string;
}

/** The one who may look at the page and give out enrolment codes: a password and sessions, shared by all processes. */
export class Administrator {
  readonly #documents: Documents;

  constructor(
    private readonly storage: Storage,
    private readonly guesses: GuessBrake,
  ) {
    this.#documents = new Documents(storage);
  }

  /** Sets the password; everybody has to sign in anew where it is another one. */
  async setPassword(password: string): Promise<void> {
    if (await this.#isPassword(password)) return;
    const cost = { ...COST, salt: randomBytes(16).toString('hex') };
    const key = Buffer.from(await passphraseKey(password, cost)).toString('base64');
    await this.#documents.write(DOCUMENT, JSON.stringify({ cost, key }));
    await this.storage.run('DELETE FROM sessions');
  }

  /** A password that was made now, if there was none: it is shown once. */
  async firstPassword(): Promise<string | undefined> {
    if ((await this.#documents.read(DOCUMENT)) !== undefined) return undefined;
    const password = randomBase32(16).toLowerCase();
    await this.setPassword(password);
    return password;
  }

  /** A session for whoever knows the password, else undefined. Throws `AuthorityError` rate-limited. */
  async signIn(password: string, address: string, now: Date): Promise<Session | undefined> {
    return this.guesses.attempt(address, now, async () =>
      (await this.#isPassword(password)) ? this.#begin(now) : undefined,
    );
  }

  /** The session of a cookie, while it lasts. */
  async session(id: string, now: Date): Promise<Session | undefined> {
    const row = await this.storage.get('SELECT token, expires_at FROM sessions WHERE digest = ?', digest(id));
    return row && integer(row, 'expires_at') > now.getTime() ? { id, token: text(row, 'token') } : undefined;
  }

  async signOut({ id }: Session): Promise<void> {
    await this.storage.run('DELETE FROM sessions WHERE digest = ?', digest(id));
  }

  async #begin(now: Date): Promise<Session> {
    const session = { id: secret(), token: secret() };
    await this.storage.run('DELETE FROM sessions WHERE expires_at < ?', now.getTime());
    await this.storage.run(
      'INSERT INTO sessions (digest, token, expires_at) VALUES (?, ?, ?)',
      digest(session.id),
      session.token,
      now.getTime() + SESSION,
    );
    return session;
  }

  async #isPassword(password: string): Promise<boolean> {
    const stored = await this.#documents.read(DOCUMENT);
    if (stored === undefined) return false;
    const { cost, key } = Kept.parse(JSON.parse(stored));
    return timingSafeEqual(await passphraseKey(password, cost), Buffer.from(key, 'base64'));
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

function digest(id: string): string {
  return sha256Hex(Buffer.from(id));
}
