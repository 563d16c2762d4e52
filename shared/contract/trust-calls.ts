import { z } from 'zod';
import { FormatName } from '../domain/format';
import { LocalisedName } from '../domain/verdict';
import { ListState } from './terminal-state';

const nothing = z.object({}).default({});

/** One key or certificate that may vouch, and for what. */
export const TrustedKey = z.object({
  issuer: z.string(),
  name: LocalisedName,
  /** `route`: an issuer without a key here; what it issued is asked at the authority. */
  kind: z.enum(['key', 'certificate', 'root', 'route']),
  formats: z.array(FormatName),
  /** A sample issuer: trusted in training alone. */
  training: z.boolean(),
  /** As the issuer numbers the key; of a certificate its common name. */
  kid: z.string().optional(),
  algorithm: z.string().optional(),
  /** SHA-256 in hex: of a key as RFC 7638 takes it, of a certificate over its DER. */
  fingerprint: z.string().optional(),
  /** The last day of a certificate. */
  until: z.iso.date().optional(),
});
export type TrustedKey = z.infer<typeof TrustedKey>;

/** One list, how old it is, and how old it may become. */
export const ListAge = ListState.extend({
  kind: z.enum(['trust-list', 'roots', 'status-list']),
  longestSeconds: z.number().positive(),
});
export type ListAge = z.infer<typeof ListAge>;

/** Answered by the terminal process. */
export const trustCalls = {
  /** The lists by the rules of the selected purpose, and how many certificates of the list cannot be read. */
  'trust.lists': {
    request: nothing,
    reply: z.object({ lists: z.array(ListAge), unreadable: z.number().int().nonnegative() }),
  },
  /** Keys whose issuer, names, formats, number or fingerprint hold every word of the search. */
  'trust.keys': {
    request: z.object({
      search: z.string().max(200),
      offset: z.number().int().nonnegative(),
      limit: z.number().int().min(1).max(100),
    }),
    reply: z.object({ total: z.number().int().nonnegative(), keys: z.array(TrustedKey) }),
  },
} as const;
