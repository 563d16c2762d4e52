/**
 * Everything the authority knows. Times are milliseconds since 1970. Secrets are digests (codes, proofs) or
 * sealed (keys, bodies of entries); an entry's header is public and stays when its body is erased.
 *
 * One step a version, never edited once released. What both databases have is written once, in SQLite's words
 * (`postgresText` says them in PostgreSQL's); only the entries differ, which PostgreSQL keeps in a table a month.
 */
export interface Step {
  readonly both?: string;
  readonly sqlite?: string;
  readonly postgres?: string;
}

export const steps: readonly Step[] = [
  {
    both: `
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
CREATE TABLE forks (
  terminal TEXT NOT NULL REFERENCES terminals(id), epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  hash TEXT NOT NULL, header TEXT NOT NULL, found_at INTEGER NOT NULL,
  PRIMARY KEY (terminal, epoch, seq, hash)) STRICT, WITHOUT ROWID;
`,
    sqlite: `
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
`,
    // A unique key of a partitioned table has to hold the column it is partitioned by, and a sequence number is
    // given once for ever, not once a month: so uniqueness is a table of its own, and the rest is a table a month.
    postgres: `
CREATE TABLE entry_numbers (
  terminal TEXT NOT NULL REFERENCES terminals(id), epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  id TEXT NOT NULL, hash TEXT NOT NULL, refused TEXT, received_at INTEGER NOT NULL,
  PRIMARY KEY (terminal, epoch, seq));
CREATE INDEX entry_numbers_by_id ON entry_numbers(terminal, id);
CREATE TABLE entries (
  terminal TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  header TEXT NOT NULL, received_at INTEGER NOT NULL,
  PRIMARY KEY (terminal, epoch, seq, received_at)) PARTITION BY RANGE (received_at);
CREATE TABLE entry_bodies (
  terminal TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  wrapped_key BLOB NOT NULL, sealed BLOB NOT NULL, received_at INTEGER NOT NULL,
  PRIMARY KEY (terminal, epoch, seq, received_at)) PARTITION BY RANGE (received_at);
`,
  },
  {
    both: `
CREATE TABLE checkpoints (
  terminal TEXT NOT NULL REFERENCES terminals(id), epoch INTEGER NOT NULL, size INTEGER NOT NULL,
  note TEXT NOT NULL, PRIMARY KEY (terminal, epoch)) STRICT;
`,
  },
  {
    both: `
CREATE TABLE orders (
  id TEXT PRIMARY KEY, terminal TEXT NOT NULL REFERENCES terminals(id), kind TEXT NOT NULL,
  issued_at INTEGER NOT NULL, done_at INTEGER) STRICT;
CREATE INDEX orders_by_terminal ON orders(terminal, done_at);
ALTER TABLE terminals ADD COLUMN revoked_at INTEGER;
ALTER TABLE terminals ADD COLUMN wiped_at INTEGER;
`,
  },
  {
    both: `
CREATE TABLE presentation_requests (
  id TEXT PRIMARY KEY, terminal TEXT NOT NULL REFERENCES terminals(id), nonce TEXT NOT NULL,
  purpose TEXT NOT NULL, formats TEXT NOT NULL, response_mode TEXT NOT NULL, wallet_nonce TEXT NOT NULL,
  encryption_key BLOB NOT NULL, number TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'opened', 'answered', 'declined')),
  failures INTEGER NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, answer BLOB) STRICT;
CREATE INDEX presentation_requests_by_terminal ON presentation_requests(terminal, created_at);
CREATE INDEX presentation_requests_by_end ON presentation_requests(expires_at);
`,
  },
  {
    both: `
ALTER TABLE terminals ADD COLUMN accepted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE terminals ADD COLUMN refused INTEGER NOT NULL DEFAULT 0;
ALTER TABLE terminals ADD COLUMN entry_at INTEGER;
ALTER TABLE terminals ADD COLUMN queued INTEGER NOT NULL DEFAULT 0;
CREATE TABLE sessions (digest TEXT PRIMARY KEY, token TEXT NOT NULL, expires_at INTEGER NOT NULL) STRICT;
`,
    sqlite: counted('entries'),
    postgres: counted('entry_numbers'),
  },
  {
    both: `
CREATE TABLE used_presentations (
  binding TEXT PRIMARY KEY, used_at INTEGER NOT NULL, used_by TEXT NOT NULL,
  presented_at TEXT NOT NULL, expires_at INTEGER) STRICT;
CREATE INDEX used_presentations_by_end ON used_presentations(expires_at);
`,
  },
  {
    // Who stays where by whose record: keyed tokens, and the empty text where there is none.
    both: `
CREATE TABLE stays (
  terminal TEXT NOT NULL REFERENCES terminals(id), entry TEXT NOT NULL, site TEXT NOT NULL,
  number TEXT NOT NULL, person TEXT NOT NULL, arrival TEXT NOT NULL, departure TEXT NOT NULL,
  PRIMARY KEY (terminal, entry)) STRICT;
CREATE INDEX stays_by_end ON stays(site, departure);
`,
  },
  {
    both: `
CREATE TABLE reporters (site TEXT PRIMARY KEY REFERENCES sites(id), reporter TEXT NOT NULL, sealed BLOB NOT NULL) STRICT;
CREATE TABLE reports (
  terminal TEXT NOT NULL REFERENCES terminals(id), entry TEXT NOT NULL, site TEXT NOT NULL REFERENCES reporters(site),
  state TEXT NOT NULL CHECK (state IN ('due', 'sending', 'sent', 'taken', 'refused', 'withdrawn')),
  due_at INTEGER NOT NULL, next_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
  reference TEXT, batch TEXT, position INTEGER, code TEXT, facts BLOB,
  PRIMARY KEY (terminal, entry)) STRICT;
CREATE INDEX reports_open ON reports(site, state, next_at);
CREATE TABLE report_receipts (
  site TEXT NOT NULL REFERENCES reporters(site), batch TEXT NOT NULL, kept_at INTEGER NOT NULL,
  keep_until INTEGER NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (site, batch)) STRICT;
`,
  },
  {
    both: `
CREATE TABLE successions (number INTEGER PRIMARY KEY, statement TEXT NOT NULL) STRICT;
`,
  },
  {
    both: `
CREATE TABLE customer_records (
  terminal TEXT NOT NULL REFERENCES terminals(id), entry TEXT NOT NULL, token TEXT NOT NULL, voided_at INTEGER,
  PRIMARY KEY (terminal, entry)) STRICT;
CREATE INDEX customer_records_by_token ON customer_records(token);
`,
  },
  {
    // What became of reports is told to their terminal in the order of these numbers, which are the terminal's own.
    both: `
ALTER TABLE terminals ADD COLUMN report_changes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reports ADD COLUMN change INTEGER NOT NULL DEFAULT 0;
CREATE INDEX reports_by_change ON reports(terminal, change);
`,
  },
  {
    // Which terminal a machine became, and what terminals in quarantine left: never among the entries.
    both: `
ALTER TABLE terminals ADD COLUMN replaced_by TEXT;
CREATE INDEX terminals_replaced ON terminals(replaced_by);
CREATE TABLE set_aside (
  terminal TEXT NOT NULL REFERENCES terminals(id), hash TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  id TEXT NOT NULL, header TEXT NOT NULL, retention TEXT NOT NULL, recorded_at TEXT NOT NULL,
  imported_at INTEGER NOT NULL, wrapped_key BLOB, sealed BLOB,
  PRIMARY KEY (terminal, hash)) STRICT;
CREATE INDEX set_aside_by_id ON set_aside(terminal, id);
CREATE INDEX set_aside_by_end ON set_aside(retention, recorded_at);
CREATE TABLE set_aside_decisions (
  id TEXT PRIMARY KEY, at INTEGER NOT NULL, decided_by TEXT NOT NULL,
  terminal TEXT NOT NULL REFERENCES terminals(id), entries INTEGER NOT NULL) STRICT;
`,
  },
  {
    both: `
ALTER TABLE customer_records ADD COLUMN withdrawn_at INTEGER;
`,
  },
  {
    // The names of a site's purposes, as JSON; all of them where there is none.
    both: `
ALTER TABLE sites ADD COLUMN purposes TEXT;
ALTER TABLE sites ADD COLUMN sign_in INTEGER NOT NULL DEFAULT 0;
`,
  },
  {
    // What a terminal is at its site; those of before may be everything.
    both: `
ALTER TABLE enrolment_codes ADD COLUMN role TEXT NOT NULL DEFAULT 'any';
ALTER TABLE terminals ADD COLUMN role TEXT NOT NULL DEFAULT 'any';
`,
  },
  {
    // A guess is counted before it is looked at, and taken back by its id where it was right.
    both: `
ALTER TABLE enrolment_failures ADD COLUMN id TEXT;
CREATE UNIQUE INDEX enrolment_failures_by_id ON enrolment_failures(id);
`,
  },
];

/** What the terminals have sent so far, counted once; from then on each batch counts itself. */
function counted(table: string): string {
  return `
UPDATE terminals SET
  accepted = (SELECT count(*) FROM ${table} WHERE terminal = terminals.id AND refused IS NULL),
  refused = (SELECT count(*) FROM ${table} WHERE terminal = terminals.id AND refused IS NOT NULL);
CREATE INDEX ${table}_refused ON ${table}(received_at) WHERE refused IS NOT NULL;
`;
}

/** The statements of a step in SQLite's words. */
export function sqliteText({ both = '', sqlite = '' }: Step): string {
  return both + sqlite;
}

/** The statements of a step in PostgreSQL's words. */
export function postgresText({ both = '', postgres = '' }: Step): string {
  return (both + postgres)
    .replaceAll(/\bINTEGER\b/g, 'BIGINT')
    .replaceAll(/\bBLOB\b/g, 'BYTEA')
    .replaceAll(/\) STRICT(, WITHOUT ROWID)?;/g, ');');
}
