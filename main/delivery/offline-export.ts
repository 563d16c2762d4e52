import { setImmediate } from 'node:timers/promises';
import type { WireEntry } from '../../shared/domain/entry';
import { VestibuleError } from '../../shared/domain/error';
import type { OfflineBundle } from '../../shared/domain/offline-bundle';
import { signBatch } from '../authority/client/batches';
import type { Enrolment } from '../authority/client/enrolment';
import { seal } from '../crypto/jwe';
import type { Outbox } from '../journal';
import { writeWhole } from '../journal/entry-export';

/** What one batch may hold (PROTOCOL, Delivery). */
const BATCH = { entries: 100, bytes: 256 * 1024 } as const;

/** Batches in one line of the file: some megabytes, however long the terminal was away. */
const BATCHES_IN_LINE = 8;

/** How an export is followed and ended. */
export interface ExportOptions {
  signal?: AbortSignal;
  onProgress?: (done: number) => void;
}

/**
 * Writes everything that the authority has not acknowledged into a file, sealed to its export key, a JWE a line, and
 * answers how many entries that is. What the terminals left that this machine was before is signed by their own keys. Nothing changes here, and delivery goes on beside it: what is delivered as well is
 * stored there once. Rejects with the signal's reason when it aborts, and throws file-unwritable; then there is no file.
 */
export async function writeSealedExport(
  out: string,
  outbox: Pick<Outbox, 'waiting'>,
  enrolment: Enrolment,
  options: ExportOptions = {},
): Promise<number> {
  let entries = 0;
  const count = (done: number) => {
    entries = done;
    options.onProgress?.(done);
  };
  await writeWhole(out, sealedLines(outbox, enrolment, { ...options, onProgress: count }));
  return entries;
}

/** One line at least: where nothing waits, it says so. */
async function* sealedLines(
  outbox: Pick<Outbox, 'waiting'>,
  enrolment: Enrolment,
  { signal, onProgress }: ExportOptions,
): AsyncGenerator<string> {
  const { exportKey } = enrolment;
  const signers = [...enrolment.formers, enrolment];
  const sealed = async (terminal: string, batches: OfflineBundle['batches']) =>
    `${await seal(JSON.stringify({ v: 1, terminal, batches } satisfies OfflineBundle), exportKey)}\n`;
  let [entries, after, lines] = [0, 0, 0];
  let terminal = enrolment.terminal;
  let batches: OfflineBundle['batches'] = [];
  for (;;) {
    const { batch, through } = outbox.waiting(after, BATCH);
    if (batch.length === 0) break;
    for (const part of chainsIn(batch)) {
      const owner = part[0]?.header.terminal ?? terminal;
      if (owner !== terminal && batches.length > 0) {
        yield await sealed(terminal, batches);
        lines += 1;
        batches = [];
      }
      terminal = owner;
      const signer = signers.find((one) => one.terminal === owner);
      if (!signer) throw new VestibuleError('not-enrolled', `The key of the terminal ${owner} is not here.`);
      const { bytes, signature } = await signBatch(part, signer);
      batches.push({ batch: bytes.toString('utf8'), signature });
    }
    after = through;
    entries += batch.length;
    onProgress?.(entries);
    if (batches.length >= BATCHES_IN_LINE) {
      yield await sealed(terminal, batches);
      lines += 1;
      batches = [];
    }
    // A scan between two batches is served before the next one.
    await setImmediate();
    signal?.throwIfAborted();
  }
  if (batches.length > 0 || lines === 0) yield await sealed(terminal, batches);
}

/** A batch holds entries of one terminal and one epoch (openapi.yaml); the journal holds a chain in one piece. */
function chainsIn(batch: readonly WireEntry[]): WireEntry[][] {
  const chains = new Map<string, WireEntry[]>();
  for (const entry of batch) {
    const chain = `${entry.header.terminal} ${entry.header.epoch}`;
    chains.set(chain, [...(chains.get(chain) ?? []), entry]);
  }
  return [...chains.values()];
}
