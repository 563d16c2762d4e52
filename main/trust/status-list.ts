import { z } from 'zod';
import type { Issuer } from '../../shared/domain/trust-list';
import { inflate } from '../crypto/inflate';
import { base64urlBytes, openJwt } from '../crypto/jwt';
import { Refusal } from '../crypto/refusal';
import { algorithmOf, verifySignature } from '../crypto/signature';

/** A Token Status List whose signature was checked (RFC draft-ietf-oauth-status-list, 4 and 5). */
export interface StatusList {
  readonly uri: string;
  /** Id of the issuer of the trust list whose key signed it. */
  readonly issuer: string;
  /** Bits of one status: 1, 2, 4 or 8. */
  readonly bits: number;
  readonly statuses: Uint8Array;
  readonly issuedAt: Date;
  /** When it was last given or confirmed. */
  readonly receivedAt: Date;
  /** From when on it says nothing any more: its expiry, or the end of the time it may be kept for. */
  readonly staleAt?: Date;
}

/** What the list says of one index. `unknown`: the list has no such index, or is too old to say. */
export type Status = 'valid' | 'revoked' | 'suspended' | 'unknown';

/** Sixteen million statuses of one bit inflate to two megabytes. */
const LARGEST_TOKEN = 16 * 1024 * 1024;
const LARGEST_LIST = 32 * 1024 * 1024;
const TOLERATED_SKEW = 60;

const seconds = z.number().min(0).max(253_402_300_799);
const Payload = z.looseObject({
  sub: z.string().min(1),
  iat: seconds,
  exp: seconds.optional(),
  ttl: z.number().positive().max(1e10).optional(),
  status_list: z.looseObject({
    bits: z.union([z.literal(1), z.literal(2), z.literal(4), z.literal(8)]),
    lst: z.string(),
  }),
});

/** What a status list is held against. */
export interface StatusListContext {
  /** Where it was fetched from: the list has to say so itself. */
  readonly uri?: string;
  readonly issuers: readonly Issuer[];
  readonly receivedAt: Date;
}

/**
 * Reads a Status List Token (JWT). Throws `Refusal`: too-large; malformed; untrusted-issuer where no key of the trust
 * list has its `kid`, bad-signature; clock-wrong for one issued in the future.
 */
export function readStatusList(token: string, { uri, issuers, receivedAt }: StatusListContext): StatusList {
  if (token.length > LARGEST_TOKEN) throw new Refusal('too-large', 'a status list larger than any');
  const jwt = openJwt(token.trim());
  const parsed = Payload.safeParse(jwt.payload);
  if (jwt.type !== 'statuslist+jwt' || !parsed.success) throw malformed('no status list inside');
  const { sub, iat, exp, ttl, status_list: list } = parsed.data;
  if (uri !== undefined && sub !== uri) throw malformed('the list of another address');
  const candidates = issuers.flatMap(({ id, keys }) =>
    keys
      .filter(({ kid }) => jwt.keyId === undefined || kid === undefined || kid === jwt.keyId)
      .map((key) => ({ id, key })),
  );
  if (candidates.length === 0) throw new Refusal('untrusted-issuer', 'no key of the trust list for this');
  const { algorithm, signed: data, signature } = jwt;
  const signer = candidates.find(
    ({ key }) =>
      algorithm !== undefined &&
      algorithmOf(key) === algorithm &&
      verifySignature({ algorithm, key, data, signature }),
  );
  if (signer === undefined) throw new Refusal('bad-signature', 'a status list that its issuer did not sign');
  if (iat * 1000 > receivedAt.getTime() + TOLERATED_SKEW * 1000) {
    throw new Refusal('clock-wrong', 'a status list issued in the future');
  }
  const ends = [exp && exp * 1000, ttl && receivedAt.getTime() + ttl * 1000].filter(
    (end) => end !== undefined,
  );
  return {
    uri: sub,
    issuer: signer.id,
    bits: list.bits,
    statuses: inflate(base64urlBytes(list.lst), LARGEST_LIST),
    issuedAt: new Date(iat * 1000),
    receivedAt,
    staleAt: ends.length === 0 ? undefined : new Date(Math.min(...ends)),
  };
}

/** The status of an index (4.1: the first one is in the lowest bits). What an application means by other numbers is not known here and not good. */
export function statusAt({ bits, statuses, staleAt }: StatusList, index: number, now: Date): Status {
  const byte = statuses[Math.floor((index * bits) / 8)];
  const isStale = staleAt !== undefined && now.getTime() >= staleAt.getTime();
  if (byte === undefined || isStale) return 'unknown';
  const status = (byte >> ((index * bits) % 8)) & ((1 << bits) - 1);
  if (status === 0) return 'valid';
  return status === 2 ? 'suspended' : 'revoked';
}

function malformed(what: string): Refusal {
  return new Refusal('malformed', `status list: ${what}`);
}
