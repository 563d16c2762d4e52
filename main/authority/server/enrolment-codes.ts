import { TerminalRole } from '../../../shared/domain/terminal-role';
import { sha256Hex } from '../../crypto/hash';
import { integer, integerOrNull, text, textOrNull } from '../../sqlite/column';
import { AuthorityError } from './authority-error';
import { normalBase32, randomBase32 } from './base32';
import type { Queries, Storage } from './storage/storage';

/** Milliseconds in which a code can be used. */
const LIFE = 24 * 3_600_000;
/** For so long after that it is still told that a code was used, or came too late. */
const REMEMBERED = 30 * LIFE;

/** Which terminals a code makes: those of a site, in a role there. */
export interface Place {
  readonly site: string;
  readonly role: TerminalRole;
}

/** One-time codes by which terminals enrol. Only their digests are kept. */
export class EnrolmentCodes {
  constructor(private readonly storage: Storage) {}

  /** New codes for a place at a site that exists, as they are read aloud: `7KQ4-9MXP-2HTD`. */
  async issue({ site, role }: Place, count: number, now: Date): Promise<string[]> {
    const codes = Array.from({ length: count }, () => randomBase32(12));
    await this.storage.transaction(async (queries) => {
      await queries.run('DELETE FROM enrolment_codes WHERE expires_at < ?', now.getTime() - REMEMBERED);
      for (const code of codes) {
        await queries.run(
          'INSERT INTO enrolment_codes (digest, site, role, expires_at) VALUES (?, ?, ?, ?)',
          digest(code),
          site,
          role,
          now.getTime() + LIFE,
        );
      }
    });
    return codes.map((code) => `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`);
  }

  /**
   * Uses a code up for the key of this thumbprint, inside the caller's transaction. `again` says that the same
   * key used it before. Throws `AuthorityError`: enrolment-code-wrong, -used, -expired.
   */
  async use(
    code: string,
    thumbprint: string,
    now: Date,
    queries: Queries,
  ): Promise<{ place: Place; again: boolean }> {
    const row = await queries.getForUpdate('SELECT * FROM enrolment_codes WHERE digest = ?', digest(code));
    if (!row) throw new AuthorityError('enrolment-code-wrong', 'There is no such enrolment code.');
    const again = integerOrNull(row, 'used_at') !== null;
    if (again && textOrNull(row, 'used_by') !== thumbprint)
      throw new AuthorityError('enrolment-code-used', 'This enrolment code has been used.');
    if (now.getTime() > integer(row, 'expires_at'))
      throw new AuthorityError('enrolment-code-expired', 'This enrolment code has expired.');
    await queries.run(
      'UPDATE enrolment_codes SET used_at = ?, used_by = ? WHERE digest = ? AND used_at IS NULL',
      now.getTime(),
      thumbprint,
      digest(code),
    );
    return { place: { site: text(row, 'site'), role: TerminalRole.parse(text(row, 'role')) }, again };
  }
}

function digest(code: string): string {
  return sha256Hex(Buffer.from(normalBase32(code)));
}
