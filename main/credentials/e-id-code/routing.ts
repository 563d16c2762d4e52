import type { Issuer, RoutingRule } from '../../../shared/domain/trust-list';

const ALPHABETS: Readonly<Record<RoutingRule['alphabet'], RegExp>> = {
  digits: /^[0-9]*$/,
  hex: /^[0-9A-Fa-f]*$/,
  base32: /^[A-Z2-7]*=*$/,
  base45: /^[0-9A-Z $%*+\-./:]*$/,
  base58: /^[1-9A-HJ-NP-Za-km-z]*$/,
  base62: /^[0-9A-Za-z]*$/,
  base64: /^[0-9A-Za-z+/]*={0,2}$/,
  base64url: /^[0-9A-Za-z_-]*$/,
};

/** Whether a code is one of the rule's: its prefix, the alphabet of what follows, the length of the whole in characters (FORMATS 2). */
export function fitsRule(
  code: string,
  { prefix, alphabet, length: [least, greatest] }: RoutingRule,
): boolean {
  return (
    code.length >= least &&
    code.length <= greatest &&
    code.startsWith(prefix) &&
    ALPHABETS[alphabet].test(code.slice(prefix.length))
  );
}

/**
 * The issuer that a code belongs to by the routing rules: the one with the longest fitting prefix.
 * Undefined where none fits, or two issuers fit alike: a bearer secret is not sent anywhere on a guess.
 */
export function routedIssuer(code: string, issuers: readonly Issuer[]): Issuer | undefined {
  let longest = -1;
  let found: Issuer | undefined;
  for (const issuer of issuers) {
    if (!issuer.formats.includes('e-id-code')) continue;
    for (const rule of issuer.routing) {
      if (rule.prefix.length < longest || !fitsRule(code, rule)) continue;
      if (rule.prefix.length > longest) found = issuer;
      else if (found !== issuer) found = undefined;
      longest = rule.prefix.length;
    }
  }
  return found;
}
