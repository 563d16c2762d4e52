import type { Claims } from '../../shared/domain/claims';
import type { FormatName } from '../../shared/domain/format';
import type { Reason } from '../../shared/domain/reason';
import type { Issuer } from '../../shared/domain/trust-list';
import type { Assurance, Check } from '../../shared/domain/verdict';
import type { Certificate } from '../crypto/certificate';
import type { AgreementKey } from '../crypto/key-agreement';
import type { Presented } from './presented';
import type { StatusReference } from './status-reference';

/**
 * One credential format (FORMATS). All three steps are pure: what is trusted and the time are arguments.
 * A new format is a folder with one of these and a line in `formats.ts`.
 */
export interface Format<C extends Credential = Credential> {
  readonly name: FormatName;
  /** Whether this looks like the format, by its shape alone. Cheap; never throws. `issuers` are all of the trust list, for routing rules. */
  recognise(presented: Presented, issuers: readonly Issuer[]): boolean;
  /** Understands the bytes; `now` tells the century of years that have two digits. Throws `Refusal` (malformed, unreadable, unsupported) and nothing else. */
  decode(presented: Presented, now: Date): C;
  /** Finds out who vouches. Does not judge dates: the verification room does that for every format alike. */
  verify(credential: C, trusted: Trusted, now: Date): Proof | Promise<Proof>;
}

/** A presentation understood, before anybody vouches for it. */
export interface Credential {
  readonly claims: Claims;
  readonly validity: Validity;
  /** Where its status stands, if it names one: that has to be read before it can be green. */
  readonly status?: StatusReference;
}

/** When a credential may be used. Instants; `until` is the first instant at which it may not. */
export interface Validity {
  readonly issuedAt?: Date;
  readonly from?: Date;
  readonly until?: Date;
}

/** What may vouch at this moment, as the trust room selected it: in live mode without sample issuers. */
export interface Trusted {
  readonly issuers: readonly Issuer[];
  /** Ids of the security modules whose readings are believed. */
  readonly sams: readonly string[];
  /** Roots that states sign the chips of their documents under. */
  readonly csca?: readonly Certificate[];
  /** Whether documents of a state that does not exist (UTO, for specimens) are good enough: in training. */
  readonly specimens?: boolean;
  /** What a wallet was asked to sign, where it answers a request. */
  readonly asked?: HolderRequest;
}

/** A request to a wallet that its holder's key answers: once, for us (OpenID4VP 1.0, 14.1.2; ISO 18013-5, 9.1.5.1). */
export interface HolderRequest {
  readonly audience: string;
  readonly nonce: string;
  /** SessionTranscript as CBOR: what a mobile document's device signs along. */
  readonly sessionTranscript?: Uint8Array;
  /** Ours, that a device may agree with on a key instead of signing (ISO 18013-5, 9.1.3.5). */
  readonly readerKey?: AgreementKey;
}

/** Who vouches, and the checks that showed it. With `refused` set nobody does. */
export interface Proof {
  readonly checks: readonly Check[];
  readonly refused?: Reason;
  readonly assurance?: Assurance;
  readonly issuer?: Issuer;
  /** For a credential bound to a key of its holder, whether that was proven; absent where it is bound to none. */
  readonly holder?: 'proven' | 'unproven';
  /**
   * What tells this signature of a holder from every other one, where it answers no request of ours: it was made to be
   * shown once, and only the authority knows whether it was.
   */
  readonly once?: string;
  /** What the authority can be asked about this credential; absent where it cannot be asked. `code` is a bearer secret. */
  readonly question?: { readonly issuer: string; readonly code: string };
}
