import { z } from 'zod';
import {
  type Checkpoint,
  isSignedByAuthority,
  isSignedByTerminal,
  readCheckpoint,
} from '../crypto/checkpoint';
import { openCompact } from '../crypto/compact-jws';
import { PublicKey } from '../crypto/jwk';
import { type PlacedKey, joinedKeys, readSuccession } from '../crypto/succession';
import { integer, text } from '../sqlite/column';
import type { Database } from '../sqlite/database';
import { hexColumn } from './stored-entry';
import { openStatement } from './terminal-statement';

interface Finding {
  problem: string;
  firstBroken?: number;
  truncated?: boolean;
}

/**
 * What does not hold among the signatures of a whole chain, if anything: successions of the authority's signing key,
 * statements of the terminal's key, checkpoints, acknowledgements with the checkpoints that the authority
 * counter-signed, and checkpoints that came from elsewhere. What an earlier key of the authority signed holds as far as
 * the successions lead there from a key that is known.
 */
export function checkSignatures(
  database: Database,
  given: { authorityKeys?: readonly PublicKey[]; checkpoints?: readonly string[] },
): Finding | undefined {
  const broken = checkSuccessions(database);
  if (broken) return broken;
  const signers = readSigners(database, given.authorityKeys);
  if (signers === undefined) {
    return { problem: 'The terminal’s key is not stated by the authority whose key was given.' };
  }
  const reaches = chainReach(database);
  return (
    checkCheckpoints(database, signers) ??
    checkAcknowledgements(database, signers, reaches) ??
    checkElsewhere(given.checkpoints ?? [], signers, reaches)
  );
}

interface Signer {
  terminalKey: PublicKey;
  /** That signed for its authority, then or later. */
  authorityKeys: readonly PlacedKey[];
}
type Signers = ReadonlyMap<string, Signer>;

/** Whose key signed in each epoch; undefined if a statement is not the authority's. */
function readSigners(database: Database, given: readonly PublicKey[] | undefined): Signers | undefined {
  const signers = new Map<string, Signer>();
  const statements = database
    .prepare('SELECT statement FROM successions ORDER BY position')
    .all()
    .map((row) => text(row, 'statement'));
  for (const row of database.prepare('SELECT * FROM signers').iterate()) {
    const stored = PublicKey.safeParse(json(text(row, 'authority_key')));
    const known = given ?? (stored.success ? [stored.data] : []);
    const authorityKeys = joinedKeys(known, statements);
    const stated = openStatement(
      text(row, 'statement'),
      authorityKeys.map(({ key }) => key),
    );
    if (!stated || stated.terminal !== text(row, 'terminal') || stated.epoch !== integer(row, 'epoch')) {
      return undefined;
    }
    signers.set(chainName(stated), { terminalKey: stated.terminalKey, authorityKeys });
  }
  return signers;
}

/** Every succession entry has its statement, signed by both of its keys. */
function checkSuccessions(database: Database): Finding | undefined {
  const rows = database
    .prepare(
      `SELECT e.seq, s.statement FROM entries e LEFT JOIN successions s USING (position)
       WHERE e.kind = 'succession' ORDER BY e.position`,
    )
    .iterate();
  for (const row of rows) {
    if (row['statement'] === null || !readSuccession(text(row, 'statement')))
      return {
        problem: `The succession at sequence ${integer(row, 'seq')} is not signed by both of its keys.`,
      };
  }
  const stray = database
    .prepare(
      `SELECT count(*) AS wrong FROM successions s LEFT JOIN entries e USING (position)
       WHERE e.kind IS NOT 'succession'`,
    )
    .get();
  return stray && integer(stray, 'wrong') > 0
    ? { problem: 'There are successions of entries that the chain does not have.', truncated: true }
    : undefined;
}

/** Every checkpoint entry has its note, signed, and saying what the chain says. */
function checkCheckpoints(database: Database, signers: Signers): Finding | undefined {
  const rows = database
    .prepare(
      `SELECT e.terminal, e.epoch, e.seq, e.previous, c.note FROM entries e
       LEFT JOIN checkpoints c USING (position) WHERE e.kind = 'checkpoint' ORDER BY e.position`,
    )
    .iterate();
  for (const row of rows) {
    const seq = integer(row, 'seq');
    const note = row['note'] === null ? undefined : text(row, 'note');
    const checkpoint = note === undefined ? undefined : readCheckpoint(note);
    const key = checkpoint && signers.get(chainName(checkpoint))?.terminalKey;
    if (!note || !checkpoint || !key || !isSignedByTerminal(note, key)) {
      return { problem: `The checkpoint at sequence ${seq} is not signed by this terminal.` };
    }
    const says =
      checkpoint.terminal === text(row, 'terminal') &&
      checkpoint.epoch === integer(row, 'epoch') &&
      checkpoint.size === seq - 1 &&
      checkpoint.hash === hexColumn(row, 'previous');
    if (!says) return { problem: `The checkpoint at sequence ${seq} says something else than the chain.` };
  }
  const stray = database
    .prepare(
      `SELECT count(*) AS wrong FROM checkpoints c LEFT JOIN entries e USING (position)
       WHERE e.kind IS NOT 'checkpoint'`,
    )
    .get();
  return stray && integer(stray, 'wrong') > 0
    ? { problem: 'There are checkpoints of entries that the chain does not have.', truncated: true }
    : undefined;
}

/** The payload of an acknowledgement, as far as it is looked at here (openapi.yaml, Acknowledgement). */
const Acknowledged = z.object({
  terminal: z.string(),
  epoch: z.number().int(),
  cursor: z.number().int(),
  head: z.hex().length(64),
  checkpoint: z.string().optional(),
});

/** Each acknowledgement is the authority's, by the key of its time, and the chain reaches what it counter-signed. */
function checkAcknowledgements(
  database: Database,
  signers: Signers,
  reaches: (checkpoint: Reached) => Finding | undefined,
): Finding | undefined {
  const rows = database
    .prepare(
      `SELECT a.number, a.acknowledgement, e.terminal, e.epoch FROM acknowledgements a
       JOIN entries e ON e.position = a.through_position
       WHERE a.accepted >= 0 ORDER BY a.number`,
    )
    .iterate();
  let newest = 0;
  for (const row of rows) {
    const owner = { terminal: text(row, 'terminal'), epoch: integer(row, 'epoch') };
    const signer = signers.get(chainName(owner));
    if (!signer) continue; // written before this terminal knew who signs
    const jws = text(row, 'acknowledgement');
    const number = integer(row, 'number');
    const signed = signer.authorityKeys.find(({ key }) => acknowledgedBy(jws, key));
    const payload = signed && acknowledgedBy(jws, signed.key);
    if (!signed || !payload || chainName(payload) !== chainName(owner)) {
      return { problem: `Acknowledgement ${number} is not the authority’s.` };
    }
    const { key: authorityKey, place = newest } = signed;
    if (place < newest) {
      return { problem: `Acknowledgement ${number} is signed by a key that had been replaced before.` };
    }
    newest = place;
    const { terminal, epoch, cursor, head, checkpoint } = payload;
    const held = checkpoint === undefined ? undefined : readCheckpoint(checkpoint);
    if (checkpoint !== undefined && !(held && isSignedByAuthority(checkpoint, authorityKey))) {
      return {
        problem: `The checkpoint of acknowledgement ${number} is not counter-signed by the authority.`,
      };
    }
    const missing = reaches({ terminal, epoch, size: cursor, hash: head }) ?? (held && reaches(held));
    if (missing) return missing;
  }
  return undefined;
}

function acknowledgedBy(jws: string, key: PublicKey): z.infer<typeof Acknowledged> | undefined {
  return Acknowledged.safeParse(openCompact(jws, key, 'vestibule-acknowledgement+jws')).data;
}

function checkElsewhere(
  notes: readonly string[],
  signers: Signers,
  reaches: (checkpoint: Reached) => Finding | undefined,
): Finding | undefined {
  for (const note of notes) {
    const checkpoint = readCheckpoint(note);
    const signer = checkpoint && signers.get(chainName(checkpoint));
    const signed =
      signer &&
      (isSignedByTerminal(note, signer.terminalKey) ||
        signer.authorityKeys.some(({ key }) => isSignedByAuthority(note, key)));
    if (!checkpoint || !signed) return { problem: 'The checkpoint given is not one of this terminal.' };
    const missing = reaches(checkpoint);
    if (missing) return missing;
  }
  return undefined;
}

type Reached = Pick<Checkpoint, 'terminal' | 'epoch' | 'size' | 'hash'>;

/** Whether the chain holds the entry that a checkpoint names. Sequence numbers have no gaps: each is found by its place. */
function chainReach(database: Database): (checkpoint: Reached) => Finding | undefined {
  const first = new Map<string, number>();
  const chains = database.prepare('SELECT position, terminal, epoch FROM entries WHERE seq = 1').iterate();
  for (const row of chains) {
    const owner = { terminal: text(row, 'terminal'), epoch: integer(row, 'epoch') };
    first.set(chainName(owner), integer(row, 'position'));
  }
  const select = database.prepare('SELECT terminal, epoch, hash FROM entries WHERE position = ?');
  return (checkpoint) => {
    if (checkpoint.size === 0) return undefined;
    const begin = first.get(chainName(checkpoint));
    const row = begin === undefined ? undefined : select.get(begin + checkpoint.size - 1);
    const owner = row && { terminal: text(row, 'terminal'), epoch: integer(row, 'epoch') };
    if (!row || !owner || chainName(owner) !== chainName(checkpoint)) {
      return {
        problem: `Entries are missing at the end: a signed checkpoint knows of ${checkpoint.size}.`,
        truncated: true,
      };
    }
    if (hexColumn(row, 'hash') === checkpoint.hash) return undefined;
    return {
      problem: `The chain up to sequence ${checkpoint.size} is another one than was signed.`,
      firstBroken: checkpoint.size,
    };
  };
}

function chainName({ terminal, epoch }: { terminal: string; epoch: number }): string {
  return JSON.stringify([terminal, epoch]);
}

function json(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
