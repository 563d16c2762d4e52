import { unverifiedPayload } from '../../crypto/compact-jws';
import { publicHalf, thumbprint } from '../../crypto/jwk';
import { signCompact, verifyCompact } from '../../crypto/jws';
import type {
  EnrolmentAnswer,
  EnrolmentRequest,
  EnrolmentStatement,
  KeyRequest,
} from '../client/api.generated';
import { AuthorityError } from './authority-error';
import type { AuthorityKeys } from './authority-keys';
import { normalBase32 } from './base32';
import type { EnrolmentCodes } from './enrolment-codes';
import type { GuessBrake } from './guess-brake';
import { conforms } from './protocol';
import type { SiteConfigurations } from './site-configurations';
import type { Storage } from './storage/storage';
import type { Terminal, Terminals } from './terminals';
import type { TrustLists } from './trust-lists';

interface EnrolmentParts {
  storage: Storage;
  keys: AuthorityKeys;
  codes: EnrolmentCodes;
  guesses: GuessBrake;
  terminals: Terminals;
  configurations: SiteConfigurations;
  trustLists: TrustLists;
}

/** `POST /v1/terminals`: a code and a key become a terminal. */
export class Enrolment {
  constructor(private readonly parts: EnrolmentParts) {}

  /**
   * `audiences` are the URLs of this operation, `address` where the request came from. Throws `AuthorityError`:
   * rate-limited, proof-invalid, enrolment-code-wrong, -used, -expired.
   */
  async enrol(
    request: EnrolmentRequest,
    audiences: readonly string[],
    address: string,
    now: Date,
  ): Promise<EnrolmentAnswer> {
    const key = publicHalf({ ...request.publicKey, kid: undefined });
    const keyThumbprint = await thumbprint(key);
    const terminal = await this.parts.guesses.attempt(address, now, async () => {
      await requirePossession(request, audiences);
      const former = await this.#former(request, audiences);
      return this.#use(request.code, key, keyThumbprint, former, now).catch(undefinedIfWrong);
    });
    if (!terminal) throw new AuthorityError('enrolment-code-wrong', 'There is no such enrolment code.');
    return this.#answer(terminal, now);
  }

  /**
   * `POST /v1/keys`: another key in the place of a terminal's. `audiences` are the URLs of this operation. Throws
   * `AuthorityError` proof-invalid: the sender does not hold the new key, or a terminal has it.
   */
  async replaceKey(
    { publicKey, proof }: KeyRequest,
    terminal: Terminal,
    audiences: readonly string[],
    now: Date,
  ): Promise<EnrolmentAnswer> {
    const proven = await verifyCompact(proof, publicKey, 'vestibule-key-proof+jws');
    if (!conforms('KeyProof', proven) || !audiences.includes(proven.aud) || proven.terminal !== terminal.id)
      throw new AuthorityError('proof-invalid', 'The proof that the sender holds the new key does not hold.');
    const key = publicHalf({ ...publicKey, kid: undefined });
    await this.parts.terminals.replaceKey(terminal.id, key, await thumbprint(key));
    return this.#answer({ ...terminal, key }, now);
  }

  async #answer(terminal: Terminal, now: Date): Promise<EnrolmentAnswer> {
    return {
      signingKey: publicHalf(this.parts.keys.signing),
      statement: await this.#statement(terminal, now),
    };
  }

  /** The terminal that the sender proves to have been; undefined where it names none. Throws `AuthorityError` proof-invalid. */
  async #former(
    { formerly, code }: EnrolmentRequest,
    audiences: readonly string[],
  ): Promise<Terminal | undefined> {
    if (formerly === undefined) return undefined;
    const claimed = unverifiedPayload(formerly);
    const former = conforms('FormerTerminal', claimed)
      ? await this.parts.terminals.withId(claimed.terminal)
      : undefined;
    const proven = former && (await verifyCompact(formerly, former.key, 'vestibule-former-terminal+jws'));
    const holds =
      conforms('FormerTerminal', proven) &&
      audiences.includes(proven.aud) &&
      normalBase32(proven.code) === normalBase32(code);
    if (!holds)
      throw new AuthorityError('proof-invalid', 'The sender does not prove which terminal it was before.');
    return former;
  }

  #use(
    code: string,
    key: Terminal['key'],
    keyThumbprint: string,
    former: Terminal | undefined,
    now: Date,
  ): Promise<Terminal> {
    const { storage, codes, terminals } = this.parts;
    return storage.transaction(async (queries) => {
      const { place, again } = await codes.use(code, keyThumbprint, now, queries);
      const known = await terminals.withKey(keyThumbprint, queries);
      const terminal =
        again && known ? known : await terminals.enrol(key, keyThumbprint, place, now, queries);
      if (former) await terminals.replace(former.id, terminal.id, queries);
      return terminal;
    });
  }

  async #statement(terminal: Terminal, now: Date): Promise<string> {
    const { keys, configurations, trustLists } = this.parts;
    const configuration = await configurations.of(terminal);
    const statement: EnrolmentStatement = {
      terminal: terminal.id,
      epoch: terminal.epoch,
      terminalKey: terminal.key,
      site: configuration.site,
      training: configuration.training,
      verificationKey: publicHalf(keys.verification),
      exportKey: publicHalf(keys.export),
      configuration,
      trustList: (await trustLists.current(now)).jws,
      issuedAt: now.toISOString(),
    };
    return signCompact(statement, keys.signing, 'vestibule-enrolment+jws');
  }
}

async function requirePossession(request: EnrolmentRequest, audiences: readonly string[]): Promise<void> {
  const proof = await verifyCompact(request.proof, request.publicKey, 'vestibule-enrolment-proof+jws');
  const holds =
    conforms('EnrolmentProof', proof) &&
    audiences.includes(proof.aud) &&
    normalBase32(proof.code) === normalBase32(request.code);
  if (!holds)
    throw new AuthorityError('proof-invalid', 'The proof that the sender holds the key does not hold.');
}

/** For the brake a wrong code is no answer; everything else is told as it is. */
function undefinedIfWrong(thrown: unknown): undefined {
  if (thrown instanceof AuthorityError && thrown.code === 'enrolment-code-wrong') return undefined;
  throw thrown;
}
