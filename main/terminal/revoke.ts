import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ErrorReport } from '../../shared/domain/error';
import { writeSealedExport } from '../delivery/offline-export';
import type { Journal } from '../journal/journal';
import type { Enrolment } from '../authority/client/enrolment';
import { wipeFolder } from './wipe-folder';

/** What a revoked terminal says of itself. */
export const revoked = {
  code: 'terminal-revoked',
  message: 'The authority has revoked this terminal.',
} as const satisfies ErrorReport;

/** What was undelivered when a terminal was revoked, sealed for the authority: all that is left in its folder. */
export const SEALED_REST = 'undelivered.bundle';
const WIPE_BEGUN = 'wipe.begun';

/** Seals what the authority does not have yet into the data folder. Nothing else changes. */
export async function sealRest(folder: string, journal: Journal, enrolment: Enrolment): Promise<void> {
  if (journal.outbox.waiting(0, { entries: 1, bytes: 1 }).batch.length === 0) return;
  await writeSealedExport(path.join(folder, SEALED_REST), journal.outbox, enrolment);
}

/** From here on the wipe happens, also over a power cut. */
export function beginWipe(folder: string): void {
  writeFileSync(path.join(folder, WIPE_BEGUN), '', { mode: 0o600, flush: true });
}

export function wipeBegun(folder: string): boolean {
  return existsSync(path.join(folder, WIPE_BEGUN));
}

/** Destroys keys and data of a folder that nobody has open; what was sealed stays. */
export function wipe(folder: string, keyFiles: readonly (string | undefined)[]): void {
  wipeFolder(folder, keyFiles, [SEALED_REST]);
}
