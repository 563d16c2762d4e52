import { z } from 'zod';

/** SHA-256 of a public key as RFC 7638 takes it, base64url: what a first trust pins. */
export const KeyThumbprint = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

const GROUPS = 5;

/**
 * The beginning of a thumbprint as two people compare it aloud: five groups of four hex digits, 80 bits.
 * Shown and compared by eye only; machines compare the whole.
 */
export function shortFingerprint(thumbprint: string): string {
  const bytes = atob(thumbprint.replaceAll('-', '+').replaceAll('_', '/'));
  const hex = Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  return (hex.slice(0, GROUPS * 4).match(/.{4}/g) ?? []).join(' ');
}
