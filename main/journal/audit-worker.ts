/** Entry of the thread that goes through a whole journal while the terminal works (see `audit.ts`). */
import { parentPort, workerData } from 'node:worker_threads';
import { reportOf } from '../../shared/domain/error';
import type { Database } from '../sqlite/database';
import { type AuditMessage, AuditTask } from './audit';
import { exportEntries } from './entry-export';
import { journalError } from './journal-error';
import { openJournalFileReadOnly } from './journal-file';
import { statisticsOf } from './statistics';
import { verifyJournal } from './verify-journal';

const TELL_EVERY = 1_000;

const task = AuditTask.parse(workerData);
let database: Database | undefined;
try {
  database = openJournalFileReadOnly(task.folder);
  tell(task.type === 'verify' ? verify(database, task) : await write(database, task));
} catch (thrown) {
  tell({ type: 'failed', error: reportOf(journalError(thrown)) });
} finally {
  database?.close();
}

function verify(from: Database, { authorityKey }: { authorityKey?: AuditKey }): AuditMessage {
  const authorityKeys = authorityKey && [authorityKey];
  const verification = verifyJournal(from, { authorityKeys, onProgress: progress });
  return { type: 'verified', verification };
}
type AuditKey = Extract<AuditTask, { type: 'verify' }>['authorityKey'];

async function write(
  from: Database,
  { out, format }: Extract<AuditTask, { type: 'export' }>,
): Promise<AuditMessage> {
  const total = statisticsOf(from).entries;
  const onEntry = (done: number) => {
    if (done % TELL_EVERY === 0) progress(done, total);
  };
  return { type: 'exported', entries: await exportEntries(from, { out, format, onEntry }) };
}

function progress(done: number, total: number): void {
  tell({ type: 'progress', done, total });
}

function tell(message: AuditMessage): void {
  parentPort?.postMessage(message);
}
