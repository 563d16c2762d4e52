import { sqliteErrorKind } from '../../../sqlite/sqlite-error';

/**
 * Whether this was thrown because the database cannot be used now (busy, full, not there, starting, shut down), so that
 * it is worth while to come again. PostgreSQL's classes: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function isUnavailable(thrown: unknown): boolean {
  const kind = sqliteErrorKind(thrown);
  if (kind !== undefined) return kind === 'busy' || kind === 'full' || kind === 'unavailable';
  if (!(thrown instanceof Error)) return false;
  const code = 'code' in thrown ? String(thrown.code) : '';
  return (
    /^(08|53|57P|40001|40P01|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT)/.test(code) ||
    (code === '' && /^(Connection terminated|timeout exceeded when trying to connect)/.test(thrown.message))
  );
}
