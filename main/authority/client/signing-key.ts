import type { PublicKey } from '../../crypto/jwk';
import { thumbprint } from '../../crypto/jwk';
import { verifyCompact } from '../../crypto/jws';
import { type Succession, type SuccessionRefusal, followSuccessions } from '../../crypto/succession';
import { AuthorityFailure } from './authority-failure';
import type { Enrolment } from './enrolment';

/** Where a signing key that is not the pinned one leads to. */
export interface SuccessionSource {
  /** The chain that the authority publishes, oldest first. */
  chain(signal: AbortSignal): Promise<readonly string[]>;
  /** Pins what was followed, durably, before anything is believed that the new key signed. */
  accept(followed: readonly Succession[]): void;
  /** The authority shows a chain that does not lead on from the pinned key. */
  refuse?(failure: AuthorityFailure): void;
}

/**
 * The authority's signing key as this terminal has it pinned (PROTOCOL, First trust). A signature of another key makes
 * it read the chain of successions; the new key is pinned if the chain leads to it, and nothing else is ever believed.
 */
export class SigningKey {
  #key: PublicKey;
  /** Of the successions that were accepted since the enrolment the number of the last; 0 where there was none. */
  #known: number;
  #following: Promise<boolean> | undefined;

  /** Without a `source` the pinned key is the only one. */
  constructor(
    { signingKey, successions = [] }: Pick<Enrolment, 'signingKey'> & Partial<Pick<Enrolment, 'successions'>>,
    private readonly source?: SuccessionSource,
  ) {
    this.#key = signingKey;
    this.#known = successions.at(-1)?.number ?? 0;
  }

  get current(): PublicKey {
    return this.#key;
  }

  /**
   * The JSON value that the authority signed as `type`, or undefined if it did not. AuthorityFailure
   * succession-refused where it shows another key that the pinned one does not lead to.
   */
  async open(jws: string, type: string, signal: AbortSignal): Promise<unknown> {
    const opened = await verifyCompact(jws, this.#key, type);
    if (opened !== undefined || !(await this.follow(signal))) return opened;
    return verifyCompact(jws, this.#key, type);
  }

  /** The authority says which key signs now; where that is another one, the chain is read. Throws as `open`. */
  async hear(thumbprintNow: string | undefined, signal: AbortSignal): Promise<void> {
    if (thumbprintNow === undefined || thumbprintNow === (await thumbprint(this.#key))) return;
    await this.follow(signal);
    if (thumbprintNow !== (await thumbprint(this.#key))) throw this.#refused('key-changed');
  }

  /** Goes on to the present key. Answers whether there is another one now; false also where the chain cannot be had. Throws as `open`. */
  async follow(signal: AbortSignal): Promise<boolean> {
    this.#following ??= this.#followNow(signal).finally(() => (this.#following = undefined));
    return this.#following;
  }

  async #followNow(signal: AbortSignal): Promise<boolean> {
    const chain = await this.source?.chain(signal).catch(() => undefined);
    if (!this.source || !chain) return false;
    const result = followSuccessions(this.#key, this.#known, chain);
    if ('refused' in result) throw this.#refused(result.refused);
    const last = result.followed.at(-1);
    if (!last) return false;
    this.source.accept(result.followed);
    this.#key = last.signingKey;
    this.#known = last.number;
    return true;
  }

  #refused(why: SuccessionRefusal): AuthorityFailure {
    const failure = refusedSuccession(why);
    this.source?.refuse?.(failure);
    return failure;
  }
}

/** The failure that says why another signing key is not believed. */
export function refusedSuccession(why: SuccessionRefusal): AuthorityFailure {
  return new AuthorityFailure(
    'succession-refused',
    `The authority shows another signing key, and ${words[why]}.`,
  );
}

const words: Readonly<Record<SuccessionRefusal, string>> = {
  'signature-wrong': 'its succession is not signed by the key before it',
  gap: 'the chain of successions has a gap',
  rollback: 'the chain of successions is shorter than it was',
  'key-changed': 'the pinned key does not lead to it',
};
