import canonicalize from 'canonicalize';

/**
 * The one form of a JSON value that hashes and signatures are taken over (RFC 8785), as UTF-8 bytes.
 * Throws on what JSON cannot say: NaN, infinities, cycles, lone surrogates, nothing at all.
 */
export function canonicalJson(value: unknown): Uint8Array {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('There is no JSON for this value.');
  return encoder.encode(text);
}

const encoder = new TextEncoder();
