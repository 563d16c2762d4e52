import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { signBatch } from '../authority/client/batches';
import { VestibuleError } from '../../shared/domain/error';
import type { OfflineBundle } from '../../shared/domain/offline-bundle';
import { seal } from '../crypto/jwe';
import type { Journal } from '../journal/journal';
import type { KeyedOptions } from './key-options';
import { enrolmentIn, onKeyedJournal } from './keyed-journal';

/** What one batch may hold (PROTOCOL, Delivery). */
const BATCH = { entries: 100, bytes: 256 * 1024 } as const;

/**
 * Writes everything that the authority has not acknowledged into a file sealed for it. Nothing changes here: what
 * is delivered later as well is stored there once. Answers how many entries the file holds.
 */
export async function exportBundle(options: KeyedOptions & { out: string }): Promise<number> {
  const { jwe, entries } = await onKeyedJournal(options, bundled);
  const draft = `${options.out}.part`;
  try {
    writeFileSync(draft, jwe, { mode: 0o600, flush: true });
    renameSync(draft, options.out);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw new VestibuleError('file-unwritable', 'The export cannot be written there.', { cause });
  }
  return entries;
}

async function bundled(journal: Journal): Promise<{ jwe: string; entries: number }> {
  const enrolment = enrolmentIn(journal);
  if (!enrolment)
    throw new VestibuleError('not-enrolled', 'Without an enrolment there is nobody to seal for.');
  const bundle: OfflineBundle = { v: 1, terminal: enrolment.terminal, batches: [] };
  let entries = 0;
  try {
    for (;;) {
      const batch = journal.outbox.takeBatch(BATCH);
      if (batch.length === 0) break;
      // A batch holds entries of one epoch (openapi.yaml).
      for (const epoch of new Set(batch.map(({ header }) => header.epoch))) {
        const part = batch.filter(({ header }) => header.epoch === epoch);
        const { bytes, signature } = await signBatch(part, enrolment);
        bundle.batches.push({ batch: bytes.toString('utf8'), signature });
      }
      entries += batch.length;
    }
  } finally {
    journal.outbox.requeue();
  }
  return { jwe: await seal(JSON.stringify(bundle), enrolment.exportKey), entries };
}
