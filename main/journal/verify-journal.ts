import { EntryHeader } from '../../shared/domain/entry';
import { canonicalJson } from '../crypto/canonical-json';
import { sha256, sha256Hex } from '../crypto/hash';
import { ColumnError, bytes, integer, text } from '../sqlite/column';
import type { Database, Row } from '../sqlite/database';
import { sqliteErrorKind } from '../sqlite/sqlite-error';
import type { PublicKey } from '../crypto/jwk';
import { NO_HASH } from './entry-hash';
import { headerColumns, hexColumn, storedHeader } from './stored-entry';
import { checkSignatures } from './verify-signatures';

/** What a check of the whole journal found; as the command line prints it, but for `problem`. */
export interface Verification {
  ok: boolean;
  /** Entries that hold, from the beginning. */
  entries: number;
  /** The sequence number at which the chain does not hold. */
  firstBroken?: number;
  checkpoints: number;
  /** True when something beside the chain knows of entries that are not there any more. */
  truncated: boolean;
  /** In words, where `ok` is false. */
  problem?: string;
}

export interface VerifyOptions {
  /** The authority's public keys, from elsewhere. Without them the one that the terminal has pinned is believed. */
  authorityKeys?: readonly PublicKey[];
  /** Checkpoints that came from elsewhere, such as the authority's newest: the chain must reach them. */
  checkpoints?: readonly string[];
  /** Told now and then how many entries of how many have been gone through; the signatures come after the last. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * Goes through the journal from the first entry to the last and needs no secret: every header column as stored,
 * the hash of every ciphertext, the links, gaps in the sequence, the signatures of checkpoints and acknowledgements,
 * what these and the projections know of the chain, and the structure of the file. Takes a read-only database; a
 * terminal may be writing beside it.
 */
export function verifyJournal(database: Database, options: VerifyOptions = {}): Verification {
  // One view of the file from beginning to end, whatever is appended meanwhile.
  return database.transaction(() => {
    const { entries, checkpoints, firstBroken } = walkChain(database, options.onProgress);
    const found = { entries, checkpoints };
    if (firstBroken !== undefined) {
      const problem = `The chain is broken at sequence ${firstBroken}.`;
      return { ...found, ok: false, firstBroken, truncated: false, problem };
    }
    try {
      const known = knownBeside(database);
      if (known.position > entries) {
        const problem = 'Entries are missing at the end: the data folder knows of later ones.';
        return { ...found, ok: false, truncated: true, problem };
      }
      if (known.rewrittenAt !== undefined) {
        const problem = `From sequence ${known.rewrittenAt} on the chain is another one than was acknowledged.`;
        return { ...found, ok: false, firstBroken: known.rewrittenAt, truncated: false, problem };
      }
      const signed = checkSignatures(database, options);
      if (signed) return { ...found, ok: false, truncated: false, ...signed };
      const problem = problemBeside(database);
      return { ...found, ok: problem === undefined, truncated: false, problem };
    } catch (thrown) {
      if (!isDamage(thrown)) throw thrown;
      const problem = 'The chain is whole, but the file is damaged beside it.';
      return { ...found, ok: false, truncated: false, problem };
    }
  });
}

const TELL_EVERY = 1_000;

/** Entry after entry, as stored. `firstBroken` is the sequence number that should have stood where it breaks. */
function walkChain(
  database: Database,
  onProgress?: VerifyOptions['onProgress'],
): { entries: number; checkpoints: number; firstBroken?: number } {
  const total = onProgress ? lastPosition(database) : 0;
  const rows = database
    .prepare(`SELECT ${headerColumns.join(', ')}, ciphertext FROM entries ORDER BY position`)
    .iterate();
  const ended = new Set<string>();
  let chain = { owner: '', seq: 0, hash: NO_HASH };
  let entries = 0;
  let checkpoints = 0;
  try {
    for (const row of rows) {
      const owner = JSON.stringify([text(row, 'terminal'), integer(row, 'epoch')]);
      if (owner !== chain.owner && integer(row, 'seq') === 1 && entries === integer(row, 'position') - 1) {
        // Another terminal or epoch begins its own chain; none is ever taken up again.
        if (ended.has(owner)) return { entries, checkpoints, firstBroken: chain.seq + 1 };
        ended.add(owner);
        chain = { owner, seq: 0, hash: NO_HASH };
      }
      const hash = hashOfNext(row, chain, entries + 1);
      if (hash === undefined) return { entries, checkpoints, firstBroken: chain.seq + 1 };
      chain = { owner, seq: chain.seq + 1, hash };
      entries += 1;
      if (text(row, 'kind') === 'checkpoint') checkpoints += 1;
      if (entries % TELL_EVERY === 0) onProgress?.(entries, total);
    }
  } catch (thrown) {
    if (!isDamage(thrown)) throw thrown;
    return { entries, checkpoints, firstBroken: chain.seq + 1 };
  }
  return { entries, checkpoints };
}

function lastPosition(database: Database): number {
  const row = database.prepare('SELECT coalesce(max(position), 0) AS last FROM entries').get();
  return row ? integer(row, 'last') : 0;
}

/** The row's hash if it is the entry that follows in this chain, and everything in it is as it was hashed. */
function hashOfNext(
  row: Row,
  chain: { owner: string; seq: number; hash: string },
  position: number,
): string | undefined {
  const header = EntryHeader.safeParse(storedHeader(row));
  if (!header.success || integer(row, 'position') !== position) return undefined;
  const { terminal, epoch, seq, previous, cipherHash } = header.data;
  if (JSON.stringify([terminal, epoch]) !== chain.owner || seq !== chain.seq + 1) return undefined;
  if (previous !== chain.hash || sha256Hex(bytes(row, 'ciphertext')) !== cipherHash) return undefined;
  const hash = sha256(Buffer.from(previous, 'hex'), canonicalJson(header.data));
  return Buffer.from(hash).toString('hex') === hexColumn(row, 'hash') ? hexColumn(row, 'hash') : undefined;
}

/** The last entry that anything beside the chain knows of, and the first whose remembered hash is not the chain's. */
function knownBeside(database: Database): { position: number; rewrittenAt?: number } {
  const last = database
    .prepare(
      `SELECT max(
         (SELECT coalesce(max(position), 0) FROM data_keys),
         (SELECT coalesce(max(position), 0) FROM outbox),
         (SELECT coalesce(max(position), 0) FROM guests),
         (SELECT coalesce(max(through_position), 0) FROM acknowledgements),
         (SELECT coalesce(max(head_position), 0) FROM meta)
       ) AS position`,
    )
    .get();
  const rewritten = database
    .prepare(
      `SELECT e.seq FROM (
         SELECT through_position AS position, through_hash AS hash FROM acknowledgements
         UNION ALL SELECT head_position, head_hash FROM meta WHERE head_position > 0
       ) known JOIN entries e USING (position)
       WHERE e.hash <> known.hash ORDER BY e.position LIMIT 1`,
    )
    .get();
  return {
    position: last ? integer(last, 'position') : 0,
    rewrittenAt: rewritten && integer(rewritten, 'seq'),
  };
}

/** What does not agree with the chain, or within the file, in words. */
function problemBeside(database: Database): string | undefined {
  for (const [problem, query] of disagreements) {
    const row = database.prepare(query).get();
    if (row && integer(row, 'wrong') !== 0) return problem;
  }
  const check = database.prepare('PRAGMA integrity_check(1)').get();
  if (check?.['integrity_check'] !== 'ok') return 'The chain is whole, but the file is damaged beside it.';
  return undefined;
}

/**
 * Each query counts rows that nobody can have written. (`integrity_check` looks at CHECK constraints only where
 * it may write, so they are asked for here.)
 */
const disagreements: readonly (readonly [problem: string, query: string])[] = [
  [
    'The chain is whole, but the outbox is damaged: what it holds is not what was queued.',
    `SELECT count(*) AS wrong FROM outbox o LEFT JOIN entries e USING (position) 
     WHERE e.id IS NOT o.entry OR o.state NOT IN ('queued', 'refused')`,
  ],
  [
    'The chain is whole, but the outbox is damaged: entries are gone from it that nobody acknowledged.',
    `SELECT (SELECT count(*) FROM entries) - (SELECT count(*) FROM outbox)
          - (SELECT coalesce(sum(accepted), 0) FROM acknowledgements) AS wrong`,
  ],
  [
    'The chain is whole, but the list of guests does not agree with it.',
    `SELECT count(*) AS wrong FROM guests g LEFT JOIN entries e USING (position)
     WHERE e.kind IS NOT 'check-in' OR e.at IS NOT g.at`,
  ],
  [
    'The chain is whole, but the list of guests does not agree with it.',
    `SELECT count(*) AS wrong FROM entries e LEFT JOIN guests g ON g.at = e.at AND g.position = e.position
     WHERE e.kind = 'check-in' AND g.position IS NULL`,
  ],
  [
    'The chain is whole, but the list of guests does not agree with it on what is void.',
    `SELECT abs((SELECT count(*) FROM entries WHERE kind = 'void')
              - (SELECT count(*) FROM guests WHERE void_position IS NOT NULL))
          + (SELECT count(*) FROM guests g
             LEFT JOIN entries e ON e.position = g.position
             LEFT JOIN entries v ON v.position = g.void_position
             WHERE g.void_position IS NOT NULL AND (v.kind IS NOT 'void' OR v.about IS NOT e.id)) AS wrong`,
  ],
  [
    'The chain is whole, but the late verdicts are not all where they are looked for.',
    `SELECT (SELECT count(*) FROM late_verdicts l LEFT JOIN entries e USING (position)
             WHERE e.kind IS NOT 'late-verdict' OR e.about IS NOT l.about)
          + (SELECT count(*) FROM entries e LEFT JOIN late_verdicts l ON l.about = e.about
             WHERE e.kind = 'late-verdict' AND (l.position IS NULL OR l.position < e.position)) AS wrong`,
  ],
  [
    'The chain is whole, but the list of who has left does not agree with it.',
    `SELECT (SELECT count(*) FROM check_outs c LEFT JOIN entries e USING (position)
             WHERE e.kind IS NOT 'check-out' OR e.about IS NOT c.about)
          + (SELECT count(*) FROM entries e LEFT JOIN check_outs c ON c.about = e.about
             WHERE e.kind = 'check-out' AND (c.position IS NULL OR c.position < e.position)) AS wrong`,
  ],
  [
    'The chain is whole, but the list of withdrawn consents does not agree with it.',
    `SELECT (SELECT count(*) FROM withdrawals w LEFT JOIN entries e USING (position)
             WHERE e.kind IS NOT 'consent' OR e.about IS NOT w.about)
          + (SELECT count(*) FROM entries e JOIN entries c ON c.id = e.about AND c.kind = 'check-in'
             LEFT JOIN withdrawals w ON w.about = e.about
             WHERE e.kind = 'consent' AND w.position IS NULL) AS wrong`,
  ],
  [
    'The chain is whole, but the list of parties does not agree with it.',
    `SELECT count(*) AS wrong FROM parties p LEFT JOIN entries e USING (position) WHERE e.kind IS NOT 'party'`,
  ],
];

function isDamage(thrown: unknown): boolean {
  return thrown instanceof ColumnError || sqliteErrorKind(thrown) === 'damaged';
}
