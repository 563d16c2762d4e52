/** What the recipes of codes have in common: a time, their signers, and whom the trust list names. */
import type { FormatName } from '../../../shared/domain/format';
import { NOON, type Signer, trustListOf } from '../minted';
import { vectorKeys } from './keys';
import { signerOf } from './signers';

export const AT = NOON.toISOString();
export const SECONDS = NOON.getTime() / 1000;
export const GREEN = { outcome: 'verified', assurance: 'offline-signature' } as const;
const DATES = { expiresAt: '2040-01-01T00:00:00Z' };

export const signers = {
  es256: signerOf(vectorKeys.ES256, 'ES256', 'vector-es256'),
  es384: signerOf(vectorKeys.ES384, 'ES384', 'vector-es384'),
  es512: signerOf(vectorKeys.ES512, 'ES512', 'vector-es512'),
  eddsa: signerOf(vectorKeys.EdDSA, 'EdDSA', 'vector-eddsa'),
  ps256: signerOf(vectorKeys.RSA, 'PS256', 'vector-ps256'),
};
/** Another key under the name of the first. */
export const stranger = signerOf(vectorKeys.stranger, 'ES256', 'vector-es256');

export const text = (given: string) => ({ type: 'text', text: given }) as const;
export const headerOf = (kid: string) => ({ 4: Buffer.from(kid) });

export function trustOf(format: FormatName, keys: readonly Signer[], change: object = {}) {
  return trustListOf(keys, { formats: [format], ...change }, DATES);
}
