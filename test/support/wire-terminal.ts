import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import type {
  Acknowledgement,
  EnrolmentAnswer,
  EnrolmentStatement,
  SealedQuestion,
  SignedAcknowledgement,
  SignedVerification,
  TokenAnswer,
  VerificationStatement,
  WireEntry,
} from '../../main/authority/client/api.generated';
import { canonicalJson } from '../../main/crypto/canonical-json';
import { signCheckpoint } from '../../main/crypto/checkpoint';
import { seal } from '../../main/crypto/jwe';
import { type PrivateKey, type PublicKey, generateSigningKey, publicHalf } from '../../main/crypto/jwk';
import { signCompact, signDetached, signWithEmbeddedKey, verifyCompact } from '../../main/crypto/jws';
import { requireDocumented } from './documented';

export type Body = string | Uint8Array;

/** An answer as it came, not yet believed. */
export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** The error code of an answer, or its status where it is none. */
export function codeOf(answer: Answer): string {
  const { body } = answer;
  if (typeof body === 'object' && body !== null && 'error' in body) {
    return (body as { error: { code: string } }).error.code;
  }
  return String(answer.status);
}

/** Sends one request as it is written, on a connection of its own, and reads the answer. Throws where openapi.yaml does not know that answer. */
export async function send(
  url: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: Body } = {},
): Promise<Answer> {
  const sent = request(url, { method, headers, agent: false });
  const arriving = once(sent, 'response') as Promise<[IncomingMessage]>;
  sent.end(body);
  const [response] = await arriving;
  const text = await textOf(response);
  const answered = new Headers(
    Object.entries(response.headersDistinct).map(([name, values]) => [name, String(values)]),
  );
  const json = answered.get('content-type')?.startsWith('application/json') === true;
  const answer = {
    status: response.statusCode ?? 0,
    headers: answered,
    body: json ? JSON.parse(text) : text,
  };
  requireDocumented(method, url, answer);
  return answer;
}

/** Sends JSON without any proof of who sends it. */
export function sendJson(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** A terminal that speaks the protocol by hand, straight from openapi.yaml, so that a test can also speak it wrongly. */
export class WireTerminal {
  key: PrivateKey;
  signingKey: PublicKey | undefined;
  statement: EnrolmentStatement | undefined;
  token: string | undefined;
  nonce: string | undefined;
  #seq = 0;
  #previous = '0'.repeat(64);

  private constructor(
    readonly url: string,
    key: PrivateKey,
  ) {
    this.key = key;
  }

  static async create(url: string): Promise<WireTerminal> {
    return new WireTerminal(url, await generateSigningKey());
  }

  /** Enrols and fetches a token. */
  static async enrolled(url: string, code: string): Promise<WireTerminal> {
    const terminal = await WireTerminal.create(url);
    const answer = await terminal.enrol(code);
    if (answer.status !== 201) throw new Error(`enrolment answered ${codeOf(answer)}`);
    await terminal.fetchToken();
    return terminal;
  }

  get id(): string {
    if (!this.statement) throw new Error('not enrolled');
    return this.statement.terminal;
  }

  get epoch(): number {
    return this.statement?.epoch ?? 1;
  }

  /** `former` is the terminal that it says it was, by the key that signs so. */
  async enrol(
    code: string,
    {
      signer = this.key,
      aud = `${this.url}/v1/terminals`,
      former,
      headers,
    }: {
      signer?: PrivateKey;
      aud?: string;
      former?: Pick<WireTerminal, 'id' | 'key'>;
      headers?: Record<string, string>;
    } = {},
  ): Promise<Answer> {
    const url = `${this.url}/v1/terminals`;
    const { kty, crv, x, y } = publicHalf(this.key);
    const proof = await signCompact({ aud, code }, signer, 'vestibule-enrolment-proof+jws');
    const was = former && { aud, code, terminal: former.id };
    const formerly = was && (await signCompact(was, former.key, 'vestibule-former-terminal+jws'));
    const answer = await sendJson(url, { code, publicKey: { kty, crv, x, y }, proof, formerly }, headers);
    if (answer.status === 201) {
      const { signingKey, statement } = answer.body as EnrolmentAnswer;
      this.signingKey = signingKey;
      const payload = await verifyCompact(statement, signingKey, 'vestibule-enrolment+jws');
      if (payload === undefined) throw new Error('the enrolment statement is not signed');
      this.statement = payload as EnrolmentStatement;
      this.#seq = 0;
      this.#previous = '0'.repeat(64);
    }
    return answer;
  }

  async fetchToken(): Promise<void> {
    const url = `${this.url}/v1/tokens`;
    const first = await send(`${this.url}/v1/health`);
    this.nonce = first.headers.get('dpop-nonce') ?? undefined;
    const answer = await sendJson(
      url,
      { clientAssertion: await this.assertion(first.headers.get('date') ?? '') },
      { dpop: await this.proof('POST', '/v1/tokens', {}) },
    );
    if (answer.status !== 200) throw new Error(`the token was refused: ${codeOf(answer)}`);
    this.token = (answer.body as TokenAnswer).accessToken;
  }

  assertion(date: string, changes: Record<string, unknown> = {}): Promise<string> {
    const iat = Math.floor(Date.parse(date) / 1000);
    const claims = {
      iss: this.id,
      sub: this.id,
      aud: `${this.url}/v1/tokens`,
      iat,
      exp: iat + 60,
      jti: randomUUID(),
      ...changes,
    };
    return signCompact(claims, this.key, 'vestibule-client+jws');
  }

  /** A DPoP proof (RFC 9449, 4.2); `changes` overrides claims. */
  proof(
    htm: string,
    path: string,
    { token, key = this.key, ...changes }: { token?: string; key?: PrivateKey; [claim: string]: unknown },
  ): Promise<string> {
    const claims = {
      htm,
      htu: this.url + path,
      iat: Math.floor(Date.now() / 1000),
      jti: randomUUID(),
      nonce: this.nonce,
      ...(token !== undefined && { ath: createHash('sha256').update(token).digest('base64url') }),
      ...changes,
    };
    return signWithEmbeddedKey(claims, key, 'dpop+jwt');
  }

  /** One authorised request. Fetches a token first where there is none. */
  async post(path: string, body: Body, headers: Record<string, string> = {}): Promise<Answer> {
    if (this.token === undefined) await this.fetchToken();
    const answer = await send(this.url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `DPoP ${this.token}`,
        dpop: await this.proof('POST', path, { token: this.token }),
        ...headers,
      },
      body,
    });
    this.nonce = answer.headers.get('dpop-nonce') ?? this.nonce;
    return answer;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return send(this.url + path, {
      headers: {
        authorization: `DPoP ${this.token}`,
        dpop: await this.proof('GET', path, { token: this.token }),
        ...headers,
      },
    });
  }

  async remove(path: string): Promise<Answer> {
    return send(this.url + path, {
      method: 'DELETE',
      headers: {
        authorization: `DPoP ${this.token}`,
        dpop: await this.proof('DELETE', path, { token: this.token }),
      },
    });
  }

  /** Asks about a code now. Throws where the answer is not signed for this terminal and this nonce. */
  async ask(question: {
    code: string;
    issuer: string;
    presentedAt?: string;
    purpose?: string;
    format?: string;
  }): Promise<VerificationStatement> {
    const nonce = randomBytes(16).toString('base64url');
    const body = {
      nonce,
      question: {
        format: 'e-id-code',
        purpose: 'hotel.check-in',
        presentedAt: new Date().toISOString(),
        ...question,
      },
    };
    return this.#verified(await this.post('/v1/verifications', JSON.stringify(body)), nonce);
  }

  /** Seals a question as a terminal does that cannot ask in time. */
  async sealed(
    question: Pick<SealedQuestion, 'code' | 'issuer' | 'presentedAt'> & Partial<SealedQuestion>,
    signer: PrivateKey = this.key,
  ): Promise<string> {
    if (!this.statement) throw new Error('not enrolled');
    const whole: SealedQuestion = {
      terminal: this.id,
      verdict: randomUUID(),
      format: 'e-id-code',
      purpose: 'hotel.check-in',
      clockOffset: null,
      ...question,
    };
    return seal(await signCompact(whole, signer, 'vestibule-question+jws'), this.statement.verificationKey);
  }

  async askLate(sealed: string): Promise<VerificationStatement> {
    const nonce = randomBytes(16).toString('base64url');
    return this.#verified(await this.post('/v1/verifications', JSON.stringify({ nonce, sealed })), nonce);
  }

  /** The next entry of this terminal's journal. `changes` overrides header members before hashing. */
  entry(changes: Partial<WireEntry['header']> = {}, bodyValue: unknown = voidBody): WireEntry {
    const salt = randomBytes(32);
    const body = Buffer.from(JSON.stringify(bodyValue));
    const header: WireEntry['header'] = {
      v: 1,
      terminal: this.id,
      epoch: this.epoch,
      seq: this.#seq + 1,
      id: randomUUID(),
      kind: 'void',
      at: new Date().toISOString(),
      monotonic: 1000,
      clockOffset: null,
      previous: this.#previous,
      about: randomUUID(),
      retention: 'guest',
      cipherHash: createHash('sha256').update(salt).digest('hex'),
      commitment: createHash('sha256').update(salt).update(body).digest('hex'),
      ...changes,
    };
    const hash = hashOf(header);
    this.#seq = header.seq;
    this.#previous = hash;
    return { header, hash, saltBase64: salt.toString('base64'), bodyBase64: body.toString('base64') };
  }

  entries(count: number): WireEntry[] {
    return Array.from({ length: count }, () => this.entry());
  }

  /** Goes back in its own history, as a restored disk does. */
  rollBackTo(entry: WireEntry): void {
    this.#seq = entry.header.seq;
    this.#previous = entry.hash;
  }

  /** The checkpoint that a batch of these entries travels with. */
  checkpointAt(entries: readonly WireEntry[], key = this.key): string {
    const last = entries.at(-1);
    const { terminal = this.id, epoch = this.epoch, seq } = last?.header ?? {};
    // A test may bend any member of the header; the checkpoint stays one that can be signed.
    const size = typeof seq === 'number' && Number.isSafeInteger(seq) ? seq : 0;
    const hash = /^[0-9a-f]{64}$/.test(String(last?.hash)) ? String(last?.hash) : '0'.repeat(64);
    return signCheckpoint(
      {
        terminal: typeof terminal === 'string' && /^[\w-]+$/.test(terminal) ? terminal : this.id,
        epoch: typeof epoch === 'number' ? epoch : 0,
        size,
        hash,
      },
      key,
    );
  }

  async deliver(
    entries: WireEntry[],
    { gzip = true, signer = this.key, checkpoint = this.checkpointAt(entries) } = {},
  ): Promise<Answer> {
    const bytes = Buffer.from(JSON.stringify({ entries, checkpoint }));
    return this.post('/v1/entries', gzip ? gzipSync(bytes) : bytes, {
      'jws-signature': await signDetached(bytes, signer, 'vestibule-entries+jws'),
      ...(gzip && { 'content-encoding': 'gzip' }),
    });
  }

  /** Delivers and reads the signed acknowledgement. */
  async acknowledged(entries: WireEntry[]): Promise<Acknowledgement> {
    const answer = await this.deliver(entries);
    if (answer.status !== 200) throw new Error(`the batch was refused: ${codeOf(answer)}`);
    const { acknowledgement } = answer.body as SignedAcknowledgement;
    return (await this.#opened(acknowledgement, 'vestibule-acknowledgement+jws')) as Acknowledgement;
  }

  /** A line of an offline export with these entries in one batch, signed by the terminal and sealed to the authority. */
  async exported(entries: readonly WireEntry[]): Promise<string> {
    if (!this.statement) throw new Error('not enrolled');
    const bytes = JSON.stringify({ entries, checkpoint: this.checkpointAt(entries) });
    const signature = await signDetached(Buffer.from(bytes), this.key, 'vestibule-entries+jws');
    const batches = [{ batch: bytes, signature }];
    return seal(JSON.stringify({ v: 1, terminal: this.id, batches }), this.statement.exportKey);
  }

  async #verified(answer: Answer, nonce: string): Promise<VerificationStatement> {
    if (answer.status !== 200) throw new Error(`the question was refused: ${codeOf(answer)}`);
    const { answer: jws } = answer.body as SignedVerification;
    const statement = (await this.#opened(jws, 'vestibule-verification+jws')) as VerificationStatement;
    if (statement.nonce !== nonce || statement.terminal !== this.id) throw new Error('not for us');
    return statement;
  }

  async #opened(jws: string, type: string): Promise<unknown> {
    if (!this.signingKey) throw new Error('not enrolled');
    const payload = await verifyCompact(jws, this.signingKey, type);
    if (payload === undefined) throw new Error('the answer is not signed');
    return payload;
  }
}

/** Entry hash = SHA-256(previous hash bytes ‖ canonical header), written out here once more on purpose. */
export function hashOf(header: WireEntry['header']): string {
  return createHash('sha256')
    .update(Buffer.from(header.previous, 'hex'))
    .update(canonicalJson(header))
    .digest('hex');
}

const voidBody = { reason: 'wrong room', operator: 'training-clerk' };
