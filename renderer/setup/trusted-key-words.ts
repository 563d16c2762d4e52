import type { TrustedKey } from '../../shared/contract/trust-calls';
import type { Words } from '../messages';

/** What a key may sign, in one line. */
export function keyFormats({ formats }: TrustedKey, { t }: Words): string {
  return formats.map((format) => t(`format.${format}`)).join(' · ');
}

/** A fingerprint in groups of four, as people read it out. */
export function fingerprintWords(fingerprint: string): string {
  return (fingerprint.match(/.{4}/g) ?? []).join(' ');
}
