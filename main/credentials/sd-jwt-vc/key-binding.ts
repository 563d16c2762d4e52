import { z } from 'zod';
import type { Reason } from '../../../shared/domain/reason';
import { PublicJwk } from '../../../shared/domain/trust-list';
import type { Check } from '../../../shared/domain/verdict';
import type { Jwt } from '../../crypto/jwt';
import { sha256Hex } from '../../crypto/hash';
import { algorithmOf, verifySignature } from '../../crypto/signature';
import type { HolderRequest } from '../format';
import type { SdJwt } from './sd-jwt';

/** What is known of the holder's key: nothing is bound to one, it was proven, or it was not; and what that refuses. */
export interface HolderProof {
  readonly holder?: 'proven' | 'unproven';
  readonly check?: Check;
  readonly refused?: Reason;
  /** What tells this binding from every other one, where it answers nobody's request that is known here. */
  readonly once?: string;
}

const Confirmation = z.object({ jwk: PublicJwk });
const Binding = z.object({ aud: z.string(), nonce: z.string(), iat: z.number(), sd_hash: z.string() });

/** How long after the request, and by clocks how differently set, a wallet may answer: in seconds. */
const LONGEST_AGE = 600;

/**
 * Whether the holder's key signed this presentation (RFC 9901, 7.3). Proven is only what answers a request of ours: its
 * nonce and audience. A binding made for somebody else is a copy, like a code shown without one. A binding that is
 * wrong in itself is refused, whoever asked.
 */
export function proveHolder(sdJwt: SdJwt, asked: HolderRequest | undefined, now: Date): HolderProof {
  const confirmation = sdJwt.issuerJwt.payload['cnf'];
  const { keyBinding } = sdJwt;
  if (confirmation === undefined && keyBinding === undefined) return {};
  if (keyBinding === undefined) {
    return asked === undefined
      ? unproven('shown without the holder’s signature')
      : refused('not-permitted', 'the wallet left the holder’s signature away');
  }
  const key = Confirmation.safeParse(confirmation);
  const binding = Binding.safeParse(keyBinding.payload);
  if (keyBinding.type !== 'kb+jwt' || !key.success || !binding.success) {
    return refused('malformed', 'a key binding that is none');
  }
  if (binding.data.sd_hash !== sdJwt.digest || !isSignedBy(keyBinding, key.data.jwk)) {
    return refused('bad-signature', 'not the holder’s signature over this');
  }
  if (asked === undefined) {
    // Over what was signed: a signature itself can be written in two ways (ECDSA's s and its negative).
    return { ...unproven('signed for somebody else’s request'), once: sha256Hex(keyBinding.signed) };
  }
  const { aud, nonce, iat } = binding.data;
  const age = now.getTime() / 1000 - iat;
  if (aud !== asked.audience || nonce !== asked.nonce || Math.abs(age) > LONGEST_AGE) {
    return refused('replayed', 'the answer to another request');
  }
  return { holder: 'proven', check: { name: 'holder-key', ok: true } };
}

function isSignedBy({ algorithm, signed: data, signature }: Jwt, key: PublicJwk): boolean {
  return (
    algorithm !== undefined &&
    algorithmOf(key) === algorithm &&
    verifySignature({ algorithm, key, data, signature })
  );
}

function unproven(detail: string): HolderProof {
  return { holder: 'unproven', check: { name: 'holder-key', ok: null, detail } };
}

function refused(reason: Reason, detail: string): HolderProof {
  return { holder: 'unproven', refused: reason, check: { name: 'holder-key', ok: false, detail } };
}
