import { z } from 'zod';

const base64url = z.string().regex(/^[\w-]*$/);
/** What stands outside the signature: what is disclosed, and the holder's key binding. */
const Outside = z.looseObject({
  disclosures: z.array(base64url).optional(),
  kb_jwt: z
    .string()
    .regex(/^[\w-]+\.[\w-]+\.[\w-]*$/)
    .optional(),
});
const Signature = z.looseObject({ protected: base64url, signature: base64url, header: Outside.optional() });
const Flattened = Signature.extend({ payload: base64url, signatures: z.undefined().optional() });
const General = z.looseObject({
  payload: base64url,
  signatures: z.array(Signature).min(1).max(8),
  signature: z.undefined().optional(),
});

/** Whether this text looks like a JSON serialisation: cheap, by its shape alone. */
export function looksLikeJson(text: string): boolean {
  return /^\s*\{/.test(text) && /"payload"\s*:/.test(text) && /"signatures?"\s*:/.test(text);
}

/**
 * The compact form of an SD-JWT that comes as JSON, flattened or general (RFC 9901, 8), which is also what a key binding
 * names the digest of. Of several signatures the first counts, beside which disclosures and key binding stand. Undefined
 * for what is no such JSON.
 */
export function compactOf(text: string): string | undefined {
  const json = jsonOf(text);
  const general = General.safeParse(json);
  const flattened = general.success ? undefined : Flattened.safeParse(json);
  const payload = general.data?.payload ?? flattened?.data?.payload;
  const [first, ...others] = general.data?.signatures ?? (flattened?.data ? [flattened.data] : []);
  const isApart = others.every(({ header }) => !header?.disclosures && header?.kb_jwt === undefined);
  if (payload === undefined || first === undefined || !isApart) return undefined;
  const { disclosures = [], kb_jwt: keyBinding = '' } = first.header ?? {};
  return [`${first.protected}.${payload}.${first.signature}`, ...disclosures, keyBinding].join('~');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
