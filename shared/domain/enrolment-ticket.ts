import { z } from 'zod';
import { KeyThumbprint } from './fingerprint';

const SCHEME = 'vestibule:enrol?';
/** More than any ticket needs; what is longer is no ticket. */
const LONGEST = 2_048;

/** A one-time code as people read it aloud: `7KQ4-9MXP-2HTD`. Case, hyphens and spaces do not matter (PROTOCOL, First trust). */
export const EnrolmentCode = z.string().trim().min(8).max(64);

/** All that a machine needs to enrol: where the authority is, a code that is good once, and the key it must find there. */
export const EnrolmentTicket = z.strictObject({
  authority: z.url().max(512),
  code: EnrolmentCode,
  /** Thumbprint of the authority's signing key. */
  signingKey: KeyThumbprint,
});
export type EnrolmentTicket = z.infer<typeof EnrolmentTicket>;

/** The ticket as one line: the content of the enrolment QR and of an enrolment file. */
export function writeTicket({ authority, code, signingKey }: EnrolmentTicket): string {
  return SCHEME + new URLSearchParams({ authority, code, key: signingKey }).toString();
}

/** The ticket in a text, or null for anything else. A scanner's line end around it does not matter. */
export function readTicket(text: string): EnrolmentTicket | null {
  const line = text.trim();
  if (line.length > LONGEST || !line.toLowerCase().startsWith(SCHEME)) return null;
  const fields = new URLSearchParams(line.slice(SCHEME.length));
  const ticket = EnrolmentTicket.safeParse({
    authority: fields.get('authority'),
    code: fields.get('code'),
    signingKey: fields.get('key'),
  });
  return ticket.success ? ticket.data : null;
}
