import { CborTag, type CborValue } from '../crypto/cbor';

/**
 * A CBOR value as JSON would hold it, for a schema to look at: maps with text keys become objects, tags fall away, other
 * maps and bytes stay what they are.
 */
export function cborObject(value: CborValue): unknown {
  if (value instanceof CborTag) return cborObject(value.value);
  if (Array.isArray(value)) return value.map(cborObject);
  if (!(value instanceof Map)) return value;
  const entries = [...value].map(([key, member]) => [key, cborObject(member)] as const);
  return entries.every(([key]) => typeof key === 'string') ? Object.fromEntries(entries) : new Map(entries);
}
