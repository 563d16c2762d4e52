import { sqliteErrorKind } from '../../../sqlite/sqlite-error';

/**
 * Whether this was thrown because the database cannot be used now (busy, full, not there, starting, shut down, only a copy
 * to read, just brought up to date), so that it is worth while to come again. PostgreSQL's classes: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function isUnavailable(thrown: unknown): boolean {
  const kind = sqliteErrorKind(thrown);
  if (kind !== undefined) return kind === 'busy' || kind === 'full' || kind === 'unavailable';
  if (!(thrown instanceof Error)) return false;
  const code = 'code' in thrown ? String(thrown.code) : '';
  return (
    /^(08|53|58|57P|57014|55P03|25006|40001|40P01)/.test(code) ||
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/.test(
      code,
    ) ||
    (code === '0A000' && thrown.message.startsWith('cached plan must not change')) ||
    (code === '' &&
      /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/.test(
        thrown.message,
      ))
  );
}
