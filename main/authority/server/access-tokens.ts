import { z } from 'zod';
import { publicHalf } from '../../crypto/jwk';
import { signCompact, verifyCompact } from '../../crypto/jws';
import type { ClientAssertion, TokenAnswer } from '../client/api.generated';
import { AuthorityError } from './authority-error';
import type { AuthorityKeys } from './authority-keys';
import { conforms } from './protocol';
import type { ReplayMemory } from './replay-memory';
import type { Terminal, Terminals } from './terminals';

/** Seconds. */
const TOKEN_LIFE = 300;
const LONGEST_ASSERTION = 300;
const SKEW = 60;

const TOKEN_TYPE = 'at+jwt';
const Token = z.object({ sub: z.string(), exp: z.number(), cnf: z.object({ jkt: z.string() }) });

/** Short-lived access tokens, each bound to the key of its terminal (RFC 9449, 5 and 6). */
export class AccessTokens {
  constructor(
    private readonly keys: AuthorityKeys,
    private readonly terminals: Terminals,
    private readonly replays: ReplayMemory,
  ) {}

  /**
   * A token for the terminal that signed the assertion (RFC 7523, 3), whose key is the sender's too.
   * `audiences` are the URLs of this operation. Throws `AuthorityError` assertion-invalid.
   */
  async issue(
    assertion: string,
    sender: string,
    audiences: readonly string[],
    now: Date,
  ): Promise<TokenAnswer> {
    const terminal = await this.terminals.withKey(sender);
    if (!terminal || terminal.state === 'wiped') throw invalid('No terminal has this key.');
    const claims = await verifyCompact(assertion, terminal.key, 'vestibule-client+jws');
    if (!conforms('ClientAssertion', claims)) throw invalid('It was not signed by this terminal.');
    await this.#checkClaims(claims, terminal, audiences, now);
    const seconds = Math.floor(now.getTime() / 1000);
    const payload = {
      sub: terminal.id,
      iat: seconds,
      exp: seconds + TOKEN_LIFE,
      cnf: { jkt: terminal.thumbprint },
    };
    return {
      accessToken: await signCompact(payload, this.keys.signing, TOKEN_TYPE),
      tokenType: 'DPoP',
      expiresIn: TOKEN_LIFE,
    };
  }

  /** The terminal whose token this is, if the sender has its key. Throws `AuthorityError` token-invalid. */
  async terminalOf(token: string, sender: string, now: Date): Promise<Terminal> {
    const payload = Token.safeParse(await verifyCompact(token, publicHalf(this.keys.signing), TOKEN_TYPE));
    if (!payload.success)
      throw new AuthorityError('token-invalid', 'This is no access token of this authority.');
    const { sub, exp, cnf } = payload.data;
    if (now.getTime() >= exp * 1000)
      throw new AuthorityError('token-invalid', 'The access token has expired.');
    const terminal = await this.terminals.withId(sub);
    if (!terminal || terminal.state === 'wiped' || cnf.jkt !== sender || terminal.thumbprint !== sender)
      throw new AuthorityError('token-invalid', 'The access token belongs to another key.');
    return terminal;
  }

  async #checkClaims(
    claims: ClientAssertion,
    terminal: Terminal,
    audiences: readonly string[],
    now: Date,
  ): Promise<void> {
    const { iss, sub, aud, iat, exp, jti } = claims;
    const seconds = now.getTime() / 1000;
    if (iss !== terminal.id || sub !== terminal.id) throw invalid('It names another terminal.');
    if (!audiences.includes(aud)) throw invalid('It was made for another authority.');
    if (exp <= seconds || iat > seconds + SKEW || exp - iat > LONGEST_ASSERTION)
      throw invalid('Its time is over, or not yet here. Compare the clock with the Date of this answer.');
    if (!(await this.replays.firstTime(`assertion ${terminal.id} ${jti}`, exp * 1000, now)))
      throw invalid('It was used before.');
  }
}

function invalid(why: string): AuthorityError {
  return new AuthorityError('assertion-invalid', `The client assertion does not hold. ${why}`);
}
