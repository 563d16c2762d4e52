import { VestibuleError } from '../../shared/domain/error';
import { integer } from '../sqlite/column';
import { type Database, type Row, openDatabase } from '../sqlite/database';
import { damaged } from './journal-error';

/** The file's schema version: 0 for an empty file. Throws journal-unavailable where a newer Vestibule wrote it. */
export function schemaVersion(database: Database): number {
  const row = database.prepare('PRAGMA user_version').get();
  const version = row ? integer(row, 'user_version') : 0;
  if (version > migrations.length) {
    throw new VestibuleError(
      'journal-unavailable',
      'A newer version of Vestibule wrote this journal. Use that version or a later one.',
    );
  }
  return version;
}

/** Brings the schema up to `target`. Call it inside a transaction, so that it happens whole or not at all. */
export function migrate(database: Database, target = migrations.length): void {
  for (let version = schemaVersion(database); version < target; version += 1) {
    database.exec(migrations[version] ?? '');
    database.exec(`PRAGMA user_version = ${version + 1}`);
  }
}

/**
 * Throws journal-damaged if the tables are not the ones that the migrations make, to the letter: a constraint
 * that was altered would let something in that was never written.
 */
export function checkSchema(database: Database): void {
  const fresh = openDatabase(':memory:', { engine: database.engine });
  try {
    migrate(fresh, schemaVersion(database));
    if (JSON.stringify(schemaOf(database)) !== JSON.stringify(schemaOf(fresh))) throw damaged();
  } finally {
    fresh.close();
  }
}

function schemaOf(database: Database): Row[] {
  return database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all();
}

/**
 * One step a version, never edited once released. `position` counts entries over all epochs and joins every
 * table. Only `entries` is chained and never changes; everything beside it is a projection of it, or mutable
 * by design: data keys (destroyed to erase), outbox and acknowledgements (the authority's side of the story).
 */
const migrations: readonly string[] = [
  `
  CREATE TABLE entries (
    position INTEGER PRIMARY KEY,
    v INTEGER NOT NULL,
    terminal TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    monotonic INTEGER NOT NULL,
    clock_offset INTEGER,
    previous BLOB NOT NULL,
    about TEXT,
    retention TEXT NOT NULL,
    cipher_hash BLOB NOT NULL,
    commitment BLOB NOT NULL,
    hash BLOB NOT NULL,
    ciphertext BLOB NOT NULL
  ) STRICT;

  -- Destroying a row erases the body of its entry.
  CREATE TABLE data_keys (
    position INTEGER PRIMARY KEY,
    wrapped BLOB NOT NULL,
    retention TEXT NOT NULL,
    ends TEXT NOT NULL
  ) STRICT;

  -- Entries without a row are acknowledged. The id says which entry a row means even if its key is altered;
  -- the reason of a refusal is in the authority's own words, and sealed.
  CREATE TABLE outbox (
    position INTEGER PRIMARY KEY,
    entry TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'refused')),
    reason BLOB
  ) STRICT;

  CREATE TABLE acknowledgements (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    accepted INTEGER NOT NULL,
    through_position INTEGER NOT NULL,
    through_hash BLOB NOT NULL,
    acknowledgement TEXT NOT NULL
  ) STRICT;

  CREATE TABLE awaiting (
    verdict TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    sealed BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- One tree for both ways in: by time, and (with the time that the entry itself holds) by position.
  CREATE TABLE guests (
    at TEXT NOT NULL,
    position INTEGER NOT NULL,
    void_position INTEGER,
    PRIMARY KEY (at, position)
  ) STRICT, WITHOUT ROWID;

  -- By the verdict's entry, which both the check-in and the late verdict are about.
  CREATE TABLE late_verdicts (
    about TEXT PRIMARY KEY,
    position INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Blind tokens of check-ins, those not filed yet, and the classes and months under whose keys they were made.
  CREATE TABLE tokens (
    token BLOB NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (token, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE fresh_tokens (
    position INTEGER PRIMARY KEY,
    tokens BLOB NOT NULL
  ) STRICT;
  CREATE TABLE token_months (
    retention TEXT NOT NULL,
    month TEXT NOT NULL,
    PRIMARY KEY (retention, month)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE digests (
    digest BLOB PRIMARY KEY,
    position INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE vault (
    name TEXT PRIMARY KEY,
    sealed BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- One row. The index secret, wrapped under the master key, also tells whether a key is the right one.
  CREATE TABLE meta (
    number INTEGER PRIMARY KEY CHECK (number = 1),
    created TEXT NOT NULL,
    index_secret BLOB NOT NULL,
    identity BLOB,
    head_position INTEGER NOT NULL,
    head_hash BLOB NOT NULL
  ) STRICT;
  `,
  `
  -- The authority's signed statement of the key that signs the checkpoints of an epoch, and the authority's own key.
  CREATE TABLE signers (
    terminal TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    statement TEXT NOT NULL,
    authority_key TEXT NOT NULL,
    PRIMARY KEY (terminal, epoch)
  ) STRICT;

  -- The signed note of each checkpoint entry, in clear: it says nothing about a person.
  CREATE TABLE checkpoints (
    position INTEGER PRIMARY KEY,
    note TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- The newest check-out of each check-in; one that was taken back is there with gone = 0.
  CREATE TABLE check_outs (
    about TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    gone INTEGER NOT NULL CHECK (gone IN (0, 1))
  ) STRICT, WITHOUT ROWID;

  -- The newest entry of each party.
  CREATE TABLE parties (
    party TEXT PRIMARY KEY,
    position INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Which acknowledgement covers an entry: the first that reaches it.
  CREATE INDEX acknowledgements_by_reach ON acknowledgements (through_position, number);
  `,
  `
  -- Counts by the quarter of an hour since 1970, in clear: they say nothing about a person.
  CREATE TABLE tallies (
    quarter INTEGER NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('first', 'late')),
    outcome TEXT NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (quarter, answer, outcome)
  ) STRICT, WITHOUT ROWID;

  -- How many entries waited for the authority: the most in a quarter, and at its end.
  CREATE TABLE queue_depths (
    quarter INTEGER PRIMARY KEY,
    highest INTEGER NOT NULL,
    last INTEGER NOT NULL
  ) STRICT;
  `,
  `
  -- What another terminal recorded of the same person, by the position of the check-in, sealed under the master key.
  CREATE TABLE stays_elsewhere (
    position INTEGER PRIMARY KEY,
    sealed BLOB NOT NULL
  ) STRICT;

  -- One row: up to which position the authority was asked.
  CREATE TABLE stays_compared (
    number INTEGER PRIMARY KEY CHECK (number = 1),
    through INTEGER NOT NULL
  ) STRICT;
  INSERT INTO stays_compared SELECT 1, coalesce(max(position), 0) FROM entries;
  `,
  `
  -- The statement of each succession entry, in clear: by it whoever knows one key of the authority comes to the others.
  CREATE TABLE successions (
    position INTEGER PRIMARY KEY,
    statement TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- What became of the report of a check-in to the police, by its position, sealed under the master key.
  CREATE TABLE reports (
    position INTEGER PRIMARY KEY,
    sealed BLOB NOT NULL
  ) STRICT;

  -- Up to which of the authority's changes a terminal knows of its reports.
  CREATE TABLE reports_told (
    terminal TEXT PRIMARY KEY,
    through INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- By the check-in that rested on it, the entry that says that a consent was withdrawn.
  CREATE TABLE withdrawals (
    about TEXT PRIMARY KEY,
    position INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
];
