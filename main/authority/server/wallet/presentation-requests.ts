import { randomBytes, randomInt } from 'node:crypto';
import { z } from 'zod';
import { derivedKey } from '../../../crypto/hash';
import { PrivateKey, generateSealingKey } from '../../../crypto/jwk';
import { openBody, sealBody } from '../../../crypto/sealed-body';
import { bytes, bytesOrNull, integer, text } from '../../../sqlite/column';
import { AuthorityError } from '../authority-error';
import type { Row, Storage } from '../storage/storage';

/** Milliseconds that a person has to find the wallet, unlock it and agree. */
const REQUEST_LIFE = 180_000;
/** And how long a request is remembered after its end, for the terminal to hear what became of it. */
const REMEMBERED = 120_000;
/** Answers that nobody can read, of which a request takes no more. */
const ALLOWED_FAILURES = 5;
/** Requests of one terminal within a minute. */
const ALLOWED_REQUESTS = 20;
const MINUTE = 60_000;

const State = z.enum(['waiting', 'opened', 'answered', 'declined', 'expired']);
export type RequestState = z.infer<typeof State>;

const ResponseMode = z.enum(['direct_post.jwt', 'direct_post']);
const Formats = z.array(z.enum(['sd-jwt-vc', 'mdoc']));

/** What a terminal asks a wallet through the authority. */
export interface NewRequest {
  readonly terminal: string;
  /** The terminal's: its answer is bound to it. */
  readonly nonce: string;
  readonly purpose: string;
  readonly formats: z.infer<typeof Formats>;
  readonly responseMode: z.infer<typeof ResponseMode>;
}

export interface PresentationRequest extends NewRequest {
  /** Known to the terminal and to the wallet that read the code: 128 random bits. */
  readonly id: string;
  /** What the wallet signs: once, in this request. */
  readonly walletNonce: string;
  readonly encryptionKey: PrivateKey;
  /** Shown on the wallet and at the counter: four digits. */
  readonly number: string;
  readonly state: RequestState;
  readonly expiresAt: Date;
  /** The signed answer for the terminal, once there is one. */
  readonly answer: string | undefined;
}

/** The requests to wallets that are under way. What a wallet answered lies sealed, and goes when its request goes. */
export class PresentationRequests {
  readonly #key: Uint8Array;

  constructor(
    private readonly storage: Storage,
    secret: Uint8Array,
  ) {
    this.#key = derivedKey(secret, 'wallet requests');
  }

  /** Begins a request. Throws `AuthorityError` rate-limited for a terminal that began too many. */
  async begin(asked: NewRequest, now: Date): Promise<PresentationRequest> {
    await this.forgetOld(now);
    await this.#allow(asked.terminal, now);
    const id = randomBytes(16).toString('base64url');
    const encryptionKey = await generateSealingKey();
    const expiresAt = new Date(now.getTime() + REQUEST_LIFE);
    const request = {
      ...asked,
      id,
      walletNonce: randomBytes(16).toString('base64url'),
      encryptionKey,
      number: String(randomInt(10_000)).padStart(4, '0'),
      state: 'waiting',
      expiresAt,
      answer: undefined,
    } as const;
    await this.storage.run(
      `INSERT INTO presentation_requests (id, terminal, nonce, purpose, formats, response_mode, wallet_nonce,
           encryption_key, number, state, failures, created_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?, ?)`,
      id,
      asked.terminal,
      asked.nonce,
      asked.purpose,
      JSON.stringify(asked.formats),
      asked.responseMode,
      request.walletNonce,
      sealBody(this.#key, Buffer.from(JSON.stringify(encryptionKey)), id),
      request.number,
      now.getTime(),
      expiresAt.getTime(),
    );
    return request;
  }

  /** The request, `expired` where its time has passed; undefined where there is none, or none any more. */
  async find(id: string, now: Date): Promise<PresentationRequest | undefined> {
    const row = await this.storage.get('SELECT * FROM presentation_requests WHERE id = ?', id);
    return row && this.#read(row, now);
  }

  /** A wallet has read the request. */
  async opened(id: string): Promise<void> {
    await this.storage.run(
      "UPDATE presentation_requests SET state = 'opened' WHERE id = ? AND state = 'waiting'",
      id,
    );
  }

  /** Ends a request that is under way. Whether this was what ended it: of any number of answers exactly one is taken. */
  async end(id: string, state: 'answered' | 'declined', now: Date, answer?: string): Promise<boolean> {
    const sealed = answer === undefined ? null : sealBody(this.#key, Buffer.from(answer), `answer ${id}`);
    const ended = await this.storage.run(
      `UPDATE presentation_requests SET state = ?, answer = ?
         WHERE id = ? AND state IN ('waiting', 'opened') AND expires_at > ?`,
      state,
      sealed,
      id,
      now.getTime(),
    );
    return ended === 1;
  }

  /** Counts an answer that nobody can read. Whether the request takes another one. */
  async failed(id: string): Promise<boolean> {
    const row = await this.storage.get(
      'UPDATE presentation_requests SET failures = failures + 1 WHERE id = ? RETURNING failures',
      id,
    );
    return row !== undefined && integer(row, 'failures') < ALLOWED_FAILURES;
  }

  /** Forgets the request, and with it what was answered. */
  async forget(id: string): Promise<void> {
    await this.storage.run('DELETE FROM presentation_requests WHERE id = ?', id);
  }

  /** Forgets those that ended a while ago. */
  async forgetOld(now: Date): Promise<void> {
    await this.storage.run(
      'DELETE FROM presentation_requests WHERE expires_at < ?',
      now.getTime() - REMEMBERED,
    );
  }

  async #allow(terminal: string, now: Date): Promise<void> {
    const row = await this.storage.get(
      'SELECT count(*) AS begun, min(created_at) AS first FROM presentation_requests WHERE terminal = ? AND created_at > ?',
      terminal,
      now.getTime() - MINUTE,
    );
    if (!row || integer(row, 'begun') < ALLOWED_REQUESTS) return;
    const wait = Math.ceil((integer(row, 'first') + MINUTE - now.getTime()) / 1000);
    throw new AuthorityError('rate-limited', 'Too many requests to wallets at once.', Math.max(1, wait));
  }

  #read(row: Row, now: Date): PresentationRequest {
    const [id, expiresAt] = [text(row, 'id'), new Date(integer(row, 'expires_at'))];
    const state = State.parse(text(row, 'state'));
    const isOver = (state === 'waiting' || state === 'opened') && expiresAt <= now;
    const answer = bytesOrNull(row, 'answer');
    return {
      id,
      terminal: text(row, 'terminal'),
      nonce: text(row, 'nonce'),
      purpose: text(row, 'purpose'),
      formats: Formats.parse(JSON.parse(text(row, 'formats'))),
      responseMode: ResponseMode.parse(text(row, 'response_mode')),
      walletNonce: text(row, 'wallet_nonce'),
      encryptionKey: PrivateKey.parse(JSON.parse(this.#open(bytes(row, 'encryption_key'), id))),
      number: text(row, 'number'),
      state: isOver ? 'expired' : state,
      expiresAt,
      answer: answer === null ? undefined : this.#open(answer, `answer ${id}`),
    };
  }

  #open(sealed: Uint8Array, name: string): string {
    const opened = openBody(this.#key, sealed, name);
    if (!opened) throw new Error('A request to a wallet cannot be opened.');
    return Buffer.from(opened).toString('utf8');
  }
}
