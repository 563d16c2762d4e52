import { setImmediate } from 'node:timers/promises';
import type { OfflineBundle } from '../../shared/domain/offline-bundle';
import { signBatch } from '../authority/client/batches';
import type { Enrolment } from '../authority/client/enrolment';
import { seal } from '../crypto/jwe';
import type { Outbox } from '../journal';

/** What one batch may hold (PROTOCOL, Delivery). */
const BATCH = { entries: 100, bytes: 256 * 1024 } as const;

/**
 * Everything that the authority has not acknowledged, as a JWE to its export key, and how many entries that is. Nothing
 * changes here, and delivery goes on beside it: what is delivered as well is stored there once. Rejects with the
 * signal's reason when it aborts.
 */
export async function sealedExport(
  outbox: Pick<Outbox, 'waiting'>,
  enrolment: Enrolment,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (done: number) => void } = {},
): Promise<{ jwe: string; entries: number }> {
  const bundle: OfflineBundle = { v: 1, terminal: enrolment.terminal, batches: [] };
  let [entries, after] = [0, 0];
  for (;;) {
    const { batch, through } = outbox.waiting(after, BATCH);
    if (batch.length === 0) break;
    // A batch holds entries of one epoch (openapi.yaml).
    for (const epoch of new Set(batch.map(({ header }) => header.epoch))) {
      const part = batch.filter(({ header }) => header.epoch === epoch);
      const { bytes, signature } = await signBatch(part, enrolment);
      bundle.batches.push({ batch: bytes.toString('utf8'), signature });
    }
    after = through;
    entries += batch.length;
    onProgress?.(entries);
    // A scan between two batches is served before the next one.
    await setImmediate();
    signal?.throwIfAborted();
  }
  return { jwe: await seal(JSON.stringify(bundle), enrolment.exportKey), entries };
}
