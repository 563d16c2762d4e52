import { z } from 'zod';
import { openCompact } from '../crypto/compact-jws';
import { PublicKey } from '../crypto/jwk';

/** What the authority stated when it enrolled a terminal, as far as a journal or a receipt needs it (openapi.yaml, EnrolmentStatement). */
export const TerminalStatement = z.object({
  terminal: z.string().min(1),
  epoch: z.number().int().positive(),
  terminalKey: PublicKey,
  site: z.object({ id: z.string(), name: z.string() }),
  issuedAt: z.string(),
});
export type TerminalStatement = z.infer<typeof TerminalStatement>;

/** The statement if one of these keys of the authority signed it, else undefined. */
export function openStatement(
  statement: string,
  authorityKeys: readonly PublicKey[],
): TerminalStatement | undefined {
  for (const key of authorityKeys) {
    const parsed = TerminalStatement.safeParse(openCompact(statement, key, 'vestibule-enrolment+jws'));
    if (parsed.success) return parsed.data;
  }
  return undefined;
}

/** The statement without believing it: to name who a signature claims to be of. */
export function claimedStatement(statement: string): TerminalStatement | undefined {
  try {
    const payload = Buffer.from(statement.split('.')[1] ?? '', 'base64url').toString('utf8');
    const parsed = TerminalStatement.safeParse(JSON.parse(payload));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
