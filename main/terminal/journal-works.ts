import { randomUUID } from 'node:crypto';
import type { JournalWork } from '../../shared/contract/journal-calls';
import { VestibuleError, reportOf } from '../../shared/domain/error';
import { type AuditTask, audit } from '../journal/audit';

type Progress = (done: number, total: number) => void;
type Result = Partial<Pick<JournalWork, 'verification' | 'exported' | 'error'>>;

/** Finished work is remembered so long that its window has asked for the end of it. */
const REMEMBERED = 20;

/** The long pieces of work on the journal: how far each has come, and the files that they may write. */
export class JournalWorks {
  readonly #works = new Map<string, { state: JournalWork; stop: AbortController }>();
  readonly #grants = new Map<string, string>();

  constructor(private readonly worker: string | undefined) {}

  /** Remembers the file that a person chose. */
  grant(grant: string, file: string): void {
    this.#grants.set(grant, file);
  }

  /** The file of a grant, for one use. Throws not-permitted where nobody chose one. */
  takeFile(grant: string): string {
    const file = this.#grants.get(grant);
    if (file === undefined) throw new VestibuleError('not-permitted', 'Nobody chose this file.');
    this.#grants.delete(grant);
    return file;
  }

  /** Begins work and answers its id; what it throws is told by its state. `total` is in entries. */
  begin(
    kind: JournalWork['kind'],
    total: number,
    work: (signal: AbortSignal, onProgress: Progress) => Promise<Result>,
  ): string {
    const id = randomUUID();
    const stop = new AbortController();
    const one = { state: { work: id, kind, state: 'running', done: 0, total } as JournalWork, stop };
    this.#works.set(id, one);
    for (const old of [...this.#works.keys()].slice(0, -REMEMBERED)) this.#works.delete(old);
    const onProgress: Progress = (done, of) => {
      if (one.state.state === 'running') one.state = { ...one.state, done, total: Math.max(of, done) };
    };
    const run = async () => {
      try {
        const result = await work(stop.signal, onProgress);
        const ended = result.error ? ('failed' as const) : ('done' as const);
        one.state = { ...one.state, ...result, state: ended, done: one.state.total };
      } catch (thrown) {
        one.state = stop.signal.aborted
          ? { ...one.state, state: 'cancelled' }
          : { ...one.state, state: 'failed', error: reportOf(thrown) };
      }
    };
    void run();
    return id;
  }

  /** Goes through the journal's file on a thread of its own. */
  async audit(task: AuditTask, signal: AbortSignal, onProgress: Progress): Promise<Result> {
    if (this.worker === undefined) throw new VestibuleError('internal', 'There is no thread for this here.');
    const end = await audit(this.worker, task, { signal, onProgress });
    if (end.type === 'failed') return { error: end.error };
    if (end.type === 'verified') return { verification: end.verification };
    return { exported: { entries: end.entries, file: '' } };
  }

  /** How far it is. Throws unknown-command for work that is forgotten. */
  read(work: string): JournalWork {
    const known = this.#works.get(work);
    if (!known) throw new VestibuleError('unknown-command', 'There is no such work any more.');
    return known.state;
  }

  cancel(work: string): void {
    this.#works.get(work)?.stop.abort();
  }

  /** Ends everything that is under way. */
  stop(): void {
    for (const { stop } of this.#works.values()) stop.abort();
  }
}
