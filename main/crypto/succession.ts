import { z } from 'zod';
import { canonicalJson } from './canonical-json';
import { openCompact, unverifiedPayload } from './compact-jws';
import { sha256 } from './hash';
import { type PrivateKey, PublicKey, publicHalf } from './jwk';
import { signCompact } from './jws';

/*
 * One signing key of an authority takes the place of another (PROTOCOL, First trust). The old key signs who succeeds
 * it; inside, the new key signs the same: so whoever trusts one of the two comes to the other, forwards as a terminal
 * does or backwards as an auditor does, and nobody can name a key as their predecessor or successor that is not.
 */
const SUCCESSION = 'vestibule-succession+jws';
const PROOF = 'vestibule-succession-proof+jws';

const namedKey = PublicKey.required({ kid: true });

const Handover = z.object({
  /** 1 for the first, and one more each time. */
  number: z.number().int().positive(),
  /** Each with its thumbprint (RFC 7638, SHA-256) as `kid`. */
  previousKey: namedKey,
  signingKey: namedKey,
  at: z.iso.datetime(),
});
const Statement = Handover.extend({ proof: z.string() });

/** That `signingKey` takes the place of `previousKey` from `at` on. */
export type Succession = z.infer<typeof Handover> & {
  /** The statement itself: compact JWS, typ `vestibule-succession+jws`. */
  readonly statement: string;
};

/** Why a chain of successions leads nowhere. */
export type SuccessionRefusal =
  /** A statement is none, or one of its two keys did not sign it. */
  | 'signature-wrong'
  /** A number is missing, a link does not join the one before, or its date is earlier. */
  | 'gap'
  /** It knows less than the terminal has seen. */
  | 'rollback'
  /** A key comes back that was replaced before, or the pinned one is not where it was. */
  | 'key-changed';

/** The old key's statement of its successor, with the new key's proof. Both keys have their thumbprint as `kid`. */
export async function signSuccession(
  { number, at }: { number: number; at: Date },
  previous: PrivateKey,
  next: PrivateKey,
): Promise<string> {
  const handover = Handover.parse({
    number,
    previousKey: publicHalf(previous),
    signingKey: publicHalf(next),
    at: at.toISOString(),
  });
  return signCompact({ ...handover, proof: await signCompact(handover, next, PROOF) }, previous, SUCCESSION);
}

/** What a statement says, if both of its keys signed it; which of them is anybody's to trust is not said by that. */
export function readSuccession(statement: string): Succession | undefined {
  const claimed = Statement.safeParse(unverifiedPayload(statement));
  if (!claimed.success) return undefined;
  const { proof, ...handover } = claimed.data;
  const { previousKey, signingKey } = handover;
  if (openCompact(statement, previousKey, SUCCESSION) === undefined) return undefined;
  const proven = Handover.safeParse(openCompact(proof, signingKey, PROOF));
  const isSame = proven.success && Buffer.from(canonicalJson(proven.data)).equals(canonicalJson(handover));
  return isSame && isNamedRightly(previousKey) && isNamedRightly(signingKey)
    ? { ...handover, statement }
    : undefined;
}

/**
 * The successions that lead from a pinned key to the present one, none where it is the present one. `chain` is
 * everything that the authority publishes, `known` how many of its successions were accepted since the pin was set.
 */
export function followSuccessions(
  pin: PublicKey,
  known: number,
  chain: readonly string[],
): { followed: Succession[] } | { refused: SuccessionRefusal } {
  const links: Succession[] = [];
  for (const [index, statement] of chain.entries()) {
    const link = readSuccession(statement);
    if (!link) return { refused: 'signature-wrong' };
    const before = links.at(-1);
    const joins = !before || (isSameKey(before.signingKey, link.previousKey) && before.at <= link.at);
    if (link.number !== index + 1 || !joins) return { refused: 'gap' };
    links.push(link);
  }
  if (links.length < known) return { refused: 'rollback' };
  const keys = [links[0]?.previousKey ?? pin, ...links.map(({ signingKey }) => signingKey)];
  const place = keys.findIndex((key) => isSameKey(key, pin));
  const returns = keys.some((key, index) => keys.findIndex((other) => isSameKey(key, other)) !== index);
  if (returns || place < 0 || (known > 0 && place !== known)) return { refused: 'key-changed' };
  return { followed: links.slice(place) };
}

/** A signing key and its place among those of its authority: 0 for the first; undefined where nothing tells. */
export interface PlacedKey {
  readonly key: PublicKey;
  readonly place: number | undefined;
}

/**
 * The given keys, those that they lead on to, and those that led to them. For what was signed in the past: a statement
 * that joins nothing, or is none, is passed over, and so is a second successor of one key. What led to a given key
 * leads nowhere else: a replaced key that was stolen names nobody any more.
 */
export function joinedKeys(given: readonly PublicKey[], statements: readonly string[]): PlacedKey[] {
  const links = statements.flatMap((statement) => readSuccession(statement) ?? []);
  const after = (key: PublicKey) => links.find(({ previousKey }) => isSameKey(previousKey, key))?.signingKey;
  const before = (key: PublicKey) => links.find(({ signingKey }) => isSameKey(signingKey, key))?.previousKey;
  const joined: PublicKey[] = [];
  for (const key of given.flatMap((one) => [one, ...walk(one, after), ...walk(one, before)])) {
    if (!joined.some((other) => isSameKey(key, other))) joined.push(key);
  }
  return joined.map((key) => ({ key, place: placeOf(key, links) }));
}

/** What comes one step after the other, until there is no more or it comes round to a key that was there. */
function walk(from: PublicKey, step: (key: PublicKey) => PublicKey | undefined): PublicKey[] {
  const steps: PublicKey[] = [];
  const isNew = (key: PublicKey) => ![from, ...steps].some((other) => isSameKey(key, other));
  for (let next = step(from); next && isNew(next); next = step(next)) steps.push(next);
  return steps;
}

function placeOf(key: PublicKey, links: readonly Succession[]): number | undefined {
  for (const { number, previousKey, signingKey } of links) {
    if (isSameKey(signingKey, key)) return number;
    if (isSameKey(previousKey, key)) return number - 1;
  }
  return undefined;
}

function isSameKey(one: PublicKey, other: PublicKey): boolean {
  return one.x === other.x && one.y === other.y;
}

/** RFC 7638, as `thumbprint` of `jwk.ts`, at once: statements are also read inside one view of a database. */
function isNamedRightly({ kid, crv, kty, x, y }: z.infer<typeof namedKey>): boolean {
  const digest = sha256(canonicalJson({ crv, kty, x, y }));
  return Buffer.from(digest).toString('base64url') === kid;
}
