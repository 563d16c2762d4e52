import { closeSync, openSync } from 'node:fs';
import { type Database, openDatabase } from '../../sqlite/database';
import { integer } from '../../sqlite/column';
import { VestibuleError } from '../../../shared/domain/error';

/**
 * Everything the authority knows. Times are milliseconds since 1970. Secrets are digests (codes, proofs) or
 * sealed (keys, bodies of entries); an entry's header is public and stays when its body is erased. One step a
 * version (`user_version`), never edited once released.
 */
const steps: readonly string[] = [
  `
CREATE TABLE documents (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE keys (name TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
CREATE TABLE sites (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE enrolment_codes (
  digest TEXT PRIMARY KEY, site TEXT NOT NULL REFERENCES sites(id),
  expires_at INTEGER NOT NULL, used_at INTEGER, used_by TEXT) STRICT;
CREATE TABLE enrolment_failures (address TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX enrolment_failures_by_address ON enrolment_failures(address, at);
CREATE TABLE terminals (
  id TEXT PRIMARY KEY, thumbprint TEXT NOT NULL UNIQUE, public_key TEXT NOT NULL,
  site TEXT NOT NULL REFERENCES sites(id), epoch INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'quarantined')),
  enrolled_at INTEGER NOT NULL, heartbeat_at INTEGER, heartbeat TEXT) STRICT;
CREATE TABLE proofs (digest TEXT PRIMARY KEY, expires_at INTEGER NOT NULL) STRICT;
CREATE INDEX proofs_by_end ON proofs(expires_at);
CREATE TABLE dynamic_codes (
  digest TEXT PRIMARY KEY, issuer TEXT NOT NULL, citizen TEXT NOT NULL,
  issued_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  consumed_at INTEGER, consumed_by TEXT, consumed_presentation TEXT) STRICT;
CREATE INDEX dynamic_codes_by_end ON dynamic_codes(expires_at);
CREATE TABLE trust_lists (
  version INTEGER PRIMARY KEY, content TEXT NOT NULL, issued_at INTEGER NOT NULL, jws TEXT NOT NULL) STRICT;
CREATE TABLE entries (
  terminal TEXT NOT NULL REFERENCES terminals(id), epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  id TEXT NOT NULL, hash TEXT NOT NULL, header TEXT NOT NULL,
  refused TEXT, received_at INTEGER NOT NULL,
  PRIMARY KEY (terminal, epoch, seq)) STRICT, WITHOUT ROWID;
CREATE INDEX entries_by_id ON entries(terminal, id);
CREATE TABLE entry_bodies (
  terminal TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  wrapped_key BLOB NOT NULL, sealed BLOB NOT NULL,
  PRIMARY KEY (terminal, epoch, seq),
  FOREIGN KEY (terminal, epoch, seq) REFERENCES entries(terminal, epoch, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE forks (
  terminal TEXT NOT NULL REFERENCES terminals(id), epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  hash TEXT NOT NULL, header TEXT NOT NULL, found_at INTEGER NOT NULL,
  PRIMARY KEY (terminal, epoch, seq, hash)) STRICT, WITHOUT ROWID;
`,
  `
CREATE TABLE checkpoints (
  terminal TEXT NOT NULL REFERENCES terminals(id), epoch INTEGER NOT NULL, size INTEGER NOT NULL,
  note TEXT NOT NULL, PRIMARY KEY (terminal, epoch)) STRICT;
`,
];

/** Opens the authority's database, bringing its tables up to date. Throws journal-damaged for a file of a later version. */
export function openTables(file: string): Database {
  // SQLite gives the files beside it the same permissions.
  closeSync(openSync(file, 'a', 0o600));
  const database = openDatabase(file);
  try {
    database.exec('PRAGMA secure_delete = ON');
    database.transaction(() => {
      const version = versionOf(database);
      if (version > steps.length)
        throw new VestibuleError(
          'journal-damaged',
          'The database was made by a later version of the authority.',
        );
      for (const step of steps.slice(version)) database.exec(step);
      database.exec(`PRAGMA user_version = ${steps.length}`);
    });
    return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

function versionOf(database: Database): number {
  const row = database.prepare('PRAGMA user_version').get();
  return row ? integer(row, 'user_version') : 0;
}
