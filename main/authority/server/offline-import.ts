import { VestibuleError } from '../../../shared/domain/error';
import { OfflineBundle } from '../../../shared/domain/offline-bundle';
import { open } from '../../crypto/jwe';
import type { EntryResult } from '../client/api.generated';
import { AuthorityError } from './authority-error';
import { readBatch, takeBatch } from './batch';
import type { Parts } from './parts';
import type { SetAsideImport } from './set-aside';
import type { Terminal } from './terminals';

export interface Imported {
  terminal: string;
  accepted: number;
  duplicates: number;
  refused: number;
  /** Of terminals in quarantine: kept apart. */
  setAside?: SetAsideImport[];
}

/**
 * Takes the batches of an offline export, line by line, as if they had been delivered: what comes twice, in a file or
 * over the network, is stored once. What a terminal in quarantine wrote is kept apart, and only where somebody decided
 * so, whom `setAsideBy` names. Throws VestibuleError file-unreadable for what is not sealed for this authority or not
 * whole, authority-refused where a batch cannot be taken; what stood before that place stays.
 */
export async function importBundle(
  lines: Iterable<string> | AsyncIterable<string>,
  parts: Parts,
  setAsideBy?: string,
): Promise<Imported> {
  let imported: Imported | undefined;
  const apart = new Map<string, SetAsideImport>();
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const bundle = OfflineBundle.safeParse(jsonOf(await open(line.trim(), parts.keys.export)));
    if (!bundle.success) throw noExport();
    const terminal = await parts.terminals.withId(bundle.data.terminal);
    if (!terminal) throw new VestibuleError('authority-refused', 'The terminal of this export is unknown.');
    imported = { accepted: 0, duplicates: 0, refused: 0, ...imported, terminal: terminal.id };
    if (terminal.state === 'quarantined') {
      if (setAsideBy === undefined) throw inQuarantine(terminal.id);
      const before = apart.get(terminal.id) ?? { terminal: terminal.id, entries: 0, duplicates: 0 };
      apart.set(terminal.id, await setAside(bundle.data, terminal, before, parts));
      continue;
    }
    for (const { status } of await taken(bundle.data, terminal, parts)) {
      imported[status === 'duplicate' ? 'duplicates' : status] += 1;
    }
  }
  if (!imported) throw noExport();
  for (const one of apart.values()) await parts.setAside.decided(setAsideBy ?? '', one, parts.now());
  return apart.size > 0 ? { ...imported, setAside: [...apart.values()] } : imported;
}

function inQuarantine(terminal: string): VestibuleError {
  return new VestibuleError(
    'authority-refused',
    `The terminal ${terminal} is in quarantine. Whoever decides to keep what it wrote apart says so: --set-aside NAME.`,
  );
}

/** Adds the batches of a line to what was kept apart before it. */
async function setAside(
  { batches }: OfflineBundle,
  terminal: Terminal,
  before: SetAsideImport,
  parts: Parts,
): Promise<SetAsideImport> {
  let { entries, duplicates } = before;
  for (const { batch, signature } of batches) {
    const signed = { bytes: Buffer.from(batch), signature, value: jsonOf(batch) };
    const kept = await readBatch(parts, terminal, signed)
      .then(({ entries: written }) => parts.setAside.take(terminal.id, written, parts.now()))
      .catch(refused);
    entries += kept.entries;
    duplicates += kept.duplicates;
  }
  return { terminal: terminal.id, entries, duplicates };
}

async function taken({ batches }: OfflineBundle, terminal: Terminal, parts: Parts): Promise<EntryResult[]> {
  const results: EntryResult[] = [];
  for (const { batch, signature } of batches) {
    const bytes = Buffer.from(batch);
    const answer = await takeBatch(parts, terminal, { bytes, signature, value: jsonOf(batch) }).catch(
      refused,
    );
    results.push(...answer.results);
  }
  return results;
}

function noExport(): VestibuleError {
  return new VestibuleError('file-unreadable', 'This is no export that was sealed for this authority.');
}

function jsonOf(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refused(thrown: unknown): never {
  if (!(thrown instanceof AuthorityError)) throw thrown;
  const message = `A batch of the export cannot be taken (${thrown.code}). ${thrown.message}`;
  throw new VestibuleError('authority-refused', message, { cause: thrown });
}
