import { z } from 'zod';
import { Claims } from './claims';
import { FormatName } from './format';
import { Assurance, Outcome } from './verdict';

/** Which way a record goes to the site's own system. */
export const HandoffChannel = z.enum(['api', 'folder']);
export type HandoffChannel = z.infer<typeof HandoffChannel>;

/** Ports of the machine's own address that need no rights of an administrator. */
export const HandoffPort = z.number().int().min(1024).max(65_535);

/** SHA-256 in hex. As a pattern: the checker of the settings files refuses a schema with a format it does not know. */
const Sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** What a site file says of the handoff. It holds no secret: of the token only its SHA-256. */
export const HandoffRules = z.strictObject({
  api: z.strictObject({ port: HandoffPort, tokenSha256: Sha256Hex }).optional(),
  /** A folder that is there already, with its whole path. */
  folder: z.string().min(1).max(1_000).optional(),
});
export type HandoffRules = z.infer<typeof HandoffRules>;

/** `id` is the entry's: the same record may come twice, and counts once. `cursor` is its place in the order. */
const common = {
  v: z.literal(1),
  id: z.uuid(),
  cursor: z.number().int().positive(),
  /** RFC 3339 in UTC. */
  at: z.iso.datetime(),
  terminal: z.string(),
  /** Sample citizens: nothing to book. */
  training: z.boolean(),
};

/** One thing that happened, as the site's own system is told. */
export const HandoffRecord = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('check-in'),
    purpose: z.string(),
    verdict: z.uuid(),
    outcome: Outcome,
    assurance: Assurance.optional(),
    format: FormatName.optional(),
    /** What the purpose lets go on (`handsOver`), of what the document said. */
    claims: Claims,
    /** Of the purpose's form: for a hotel room, arrival and departure; never free text. */
    form: z.record(z.string(), z.string()),
    /** Who arrived together has the same. */
    party: z.uuid().optional(),
  }),
  /** The check-in `about` was taken back. */
  z.strictObject({ ...common, kind: z.literal('void'), about: z.uuid() }),
  /** The person of the check-in `about` left on this local day; null takes that back. */
  z.strictObject({ ...common, kind: z.literal('check-out'), about: z.uuid(), left: z.iso.date().nullable() }),
  /** The consent that the check-in `about` rested on was withdrawn: from now on nothing may rest on it over there either. */
  z.strictObject({ ...common, kind: z.literal('consent-withdrawn'), about: z.uuid() }),
  /** The authority answered later what it could not at once: of the check-ins with this `verdict`. */
  z.strictObject({ ...common, kind: z.literal('late-verdict'), verdict: z.uuid(), outcome: Outcome }),
  /** A person asked for erasure: what these records said is to be erased over there, too. */
  z.strictObject({ ...common, kind: z.literal('erasure'), records: z.array(z.uuid()) }),
]);
export type HandoffRecord = z.infer<typeof HandoffRecord>;
