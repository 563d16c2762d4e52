import { TOKEN_LENGTH } from '../crypto/blind-index';
import { bytes, integer } from '../sqlite/column';
import type { Database } from '../sqlite/database';
import { damaged } from './journal-error';

/**
 * Where the blind tokens lie. Tokens are spread evenly, so each would touch a page of its own at every check-in;
 * they are laid down in order first and filed a hundred and more check-ins at a time.
 */
export interface TokenFile {
  /** Inside the transaction that writes the check-in. */
  add(position: number, tokens: readonly Uint8Array[]): void;
  /** Takes them out again, wherever they lie; inside a transaction. */
  remove(position: number, tokens: readonly Uint8Array[]): void;
  /** A look into the file as it is now: the positions filed under a token. */
  opened(): (token: Uint8Array) => number[];
}

const FILE_AFTER = 128;

export function createTokenFile(database: Database): TokenFile {
  const insertFresh = database.prepare('INSERT INTO fresh_tokens (position, tokens) VALUES (?, ?)');
  const selectFresh = database.prepare('SELECT position, tokens FROM fresh_tokens ORDER BY position');
  const countFresh = database.prepare(
    `SELECT count(*) AS fresh, coalesce(sum(length(tokens) % ${TOKEN_LENGTH}), 0) AS over FROM fresh_tokens`,
  );
  const deleteFresh = database.prepare('DELETE FROM fresh_tokens');
  const deleteFreshAt = database.prepare('DELETE FROM fresh_tokens WHERE position = ?');
  const deleteToken = database.prepare('DELETE FROM tokens WHERE token = ? AND position = ?');
  /** In the order of the tree, and without a word of it passing through here. */
  const file = database.prepare(
    `WITH RECURSIVE places (begin) AS (
       SELECT 1 UNION ALL
       SELECT begin + ${TOKEN_LENGTH} FROM places WHERE begin + ${TOKEN_LENGTH} <= (SELECT max(length(tokens)) FROM fresh_tokens)
     )
     INSERT OR IGNORE INTO tokens (token, position)
     SELECT substr(tokens, begin, ${TOKEN_LENGTH}) AS token, position FROM fresh_tokens JOIN places ON begin <= length(tokens)
     ORDER BY token, position`,
  );
  const select = database.prepare('SELECT position FROM tokens WHERE token = ?');

  /** They are counted only where there can be enough of them: a row has a position of its own. */
  let filedThrough = 0;

  const fresh = () =>
    selectFresh.all().flatMap((row) => {
      const position = integer(row, 'position');
      return tokensOf(bytes(row, 'tokens')).map((token) => ({ position, token }));
    });

  return {
    add(position, tokens) {
      insertFresh.run(position, Buffer.concat(tokens));
      // A rebuild begins at the first entry again.
      if (position < filedThrough) filedThrough = 0;
      if (position - filedThrough < FILE_AFTER) return;
      const row = countFresh.get();
      if (row && integer(row, 'fresh') >= FILE_AFTER) {
        if (integer(row, 'over') !== 0) throw damaged();
        file.run();
        deleteFresh.run();
      }
      filedThrough = position;
    },
    remove(position, tokens) {
      deleteFreshAt.run(position);
      for (const token of tokens) deleteToken.run(token, position);
    },
    opened() {
      const waiting = new Map<string, number[]>();
      for (const { token, position } of fresh()) {
        const name = token.toString('hex');
        waiting.set(name, [...(waiting.get(name) ?? []), position]);
      }
      return (token) => [
        ...select.all(token).map((row) => integer(row, 'position')),
        ...(waiting.get(Buffer.from(token).toString('hex')) ?? []),
      ];
    },
  };
}

function tokensOf(all: Uint8Array): Buffer[] {
  if (all.length % TOKEN_LENGTH !== 0) throw damaged();
  const buffer = Buffer.from(all.buffer, all.byteOffset, all.length);
  return Array.from({ length: all.length / TOKEN_LENGTH }, (_, index) =>
    buffer.subarray(index * TOKEN_LENGTH, (index + 1) * TOKEN_LENGTH),
  );
}
