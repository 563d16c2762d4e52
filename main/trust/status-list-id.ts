import { createHash } from 'node:crypto';

/** By what the authority serves an issuer's status list (`/v1/status-lists/{id}`): SHA-256 of its address, base64url. */
export function statusListId(uri: string): string {
  return createHash('sha256').update(uri, 'utf8').digest('base64url');
}
