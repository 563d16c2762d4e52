import type { Reason } from '../../../shared/domain/reason';
import { sha256Hex } from '../../crypto/hash';
import { integer, integerOrNull, text, textOrNull } from '../../sqlite/column';
import { TOLERATED_SKEW } from '../../verification/skew';
import { KEPT } from './late-question';
import type { Row, Storage } from './storage/storage';

/** Who showed a code, and when by the clock of the terminal: two questions with the same one are one question. */
export interface Showing {
  readonly code: string;
  readonly issuer: string;
  readonly terminal: string;
  readonly presentedAt: string;
}

/** What a question is judged by: now, or for a late one the time at which the code was shown. */
export type AsOf =
  { readonly now: Date; readonly late?: undefined } | { readonly now: Date; readonly late: Date };

export type CodeJudgement = { readonly citizen: string; readonly until: Date } | { readonly refused: Reason };

/** The dynamic codes of the issuers that this authority answers for: digests only, each of which works once. */
export class DynamicCodes {
  constructor(private readonly storage: Storage) {}

  /** Remembers a code of an issuer for a citizen, good for `life` milliseconds from now. */
  async add(code: string, issuer: string, citizen: string, life: number, now: Date): Promise<Date> {
    const expiresAt = now.getTime() + life;
    await this.storage.run('DELETE FROM dynamic_codes WHERE expires_at < ?', now.getTime() - KEPT);
    await this.storage.run(
      'INSERT INTO dynamic_codes (digest, issuer, citizen, issued_at, expires_at) VALUES (?, ?, ?, ?, ?)',
      digest(code),
      issuer,
      citizen,
      now.getTime(),
      expiresAt,
    );
    return new Date(expiresAt);
  }

  /**
   * Judges a code and uses it up in the same instant (one transaction, which keeps everybody else from this code). The
   * question that used it up gets the same answer again, whenever it is asked: its answer may have been lost on the way.
   * Nothing is used up by a refusal.
   */
  consume(showing: Showing, asOf: AsOf): Promise<CodeJudgement> {
    return this.storage.transaction(async (queries) => {
      const row = await queries.getForUpdate(
        'SELECT * FROM dynamic_codes WHERE digest = ?',
        digest(showing.code),
      );
      const refused = refusal(row, showing, asOf);
      if (!row || refused) return { refused: refused ?? 'unknown-code' };
      await queries.run(
        `UPDATE dynamic_codes SET consumed_at = ?, consumed_by = ?, consumed_presentation = ?
         WHERE digest = ? AND consumed_at IS NULL`,
        asOf.now.getTime(),
        showing.terminal,
        showing.presentedAt,
        digest(showing.code),
      );
      return { citizen: text(row, 'citizen'), until: new Date(integer(row, 'expires_at')) };
    });
  }
}

function refusal(row: Row | undefined, showing: Showing, { now, late }: AsOf): Reason | undefined {
  if (late && late.getTime() > now.getTime() + TOLERATED_SKEW) return 'clock-wrong';
  if (!row) return late && late.getTime() < now.getTime() - KEPT ? 'expired' : 'unknown-code';
  if (text(row, 'issuer') !== showing.issuer) return 'unknown-code';
  if (integerOrNull(row, 'consumed_at') !== null) return sameQuestion(row, showing) ? undefined : 'replayed';
  if (!late) return now.getTime() > integer(row, 'expires_at') ? 'expired' : undefined;
  if (late.getTime() - TOLERATED_SKEW > integer(row, 'expires_at')) return 'expired';
  return late.getTime() + TOLERATED_SKEW < integer(row, 'issued_at') ? 'clock-wrong' : undefined;
}

function sameQuestion(row: Row, showing: Showing): boolean {
  return (
    textOrNull(row, 'consumed_by') === showing.terminal &&
    textOrNull(row, 'consumed_presentation') === showing.presentedAt
  );
}

function digest(code: string): string {
  return sha256Hex(Buffer.from(code));
}
