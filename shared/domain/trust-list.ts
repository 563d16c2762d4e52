import { z } from 'zod';
import { FormatName } from './format';
import { LocalisedName } from './verdict';

/** A public key as JWK. Members a key type does not use are left as they are. */
export const PublicJwk = z
  .looseObject({
    kty: z.string(),
    kid: z.string().optional(),
    alg: z.string().optional(),
    crv: z.string().optional(),
  })
  .refine((jwk) => !('d' in jwk) && !('k' in jwk), { error: 'a trust list holds public keys only' });
export type PublicJwk = z.infer<typeof PublicJwk>;

/** How a code without structure is routed to its issuer: prefix, alphabet and length, never a guess (FORMATS 2). */
export const RoutingRule = z.object({
  prefix: z.string(),
  alphabet: z.enum(['digits', 'hex', 'base32', 'base45', 'base58', 'base62', 'base64', 'base64url']),
  /** Least and greatest length of the whole code, prefix included. */
  length: z.tuple([z.number().int().positive(), z.number().int().positive()]),
});
export type RoutingRule = z.infer<typeof RoutingRule>;

export const Issuer = z.object({
  id: z.string(),
  name: LocalisedName,
  formats: z.array(FormatName),
  keys: z.array(PublicJwk).default([]),
  certificates: z.array(z.base64()).default([]),
  status: z.array(z.string()).default([]),
  routing: z.array(RoutingRule).default([]),
  /** A sample issuer: refused in live mode. */
  training: z.boolean().default(false),
});
export type Issuer = z.infer<typeof Issuer>;

/** The payload of the signed trust list (PROTOCOL, Trust list). */
export const TrustList = z.object({
  version: z.number().int().nonnegative(),
  issuedAt: z.iso.datetime({ offset: true }),
  expiresAt: z.iso.datetime({ offset: true }),
  issuers: z.array(Issuer),
  csca: z.array(z.base64()).default([]),
  sams: z.array(z.string()).default([]),
});
export type TrustList = z.infer<typeof TrustList>;
