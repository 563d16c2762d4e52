import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { JournalVerification } from '../../shared/contract/journal-calls';
import { ErrorReport, VestibuleError } from '../../shared/domain/error';
import { PublicKey } from '../crypto/jwk';
import { draftOf } from './entry-export';

/** Long work on a journal that needs no key: it reads the file beside the terminal that writes it. */
export const AuditTask = z.discriminatedUnion('type', [
  z.object({ type: z.literal('verify'), folder: z.string(), authorityKey: PublicKey.optional() }),
  z.object({
    type: z.literal('export'),
    folder: z.string(),
    format: z.enum(['csv', 'jsonl']),
    out: z.string(),
  }),
]);
export type AuditTask = z.infer<typeof AuditTask>;

/** What the thread tells: how far it is, and in the end what it found, how many entries it wrote, or why not. */
export const AuditMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), done: z.number(), total: z.number() }),
  z.object({ type: z.literal('verified'), verification: JournalVerification }),
  z.object({ type: z.literal('exported'), entries: z.number() }),
  z.object({ type: z.literal('failed'), error: ErrorReport }),
]);
export type AuditMessage = z.infer<typeof AuditMessage>;
type Outcome = Exclude<AuditMessage, { type: 'progress' }>;

/**
 * Does the work on a thread of its own, so that scans go on; `file` is the built `audit-worker`. Answers its end;
 * when `signal` aborts it stops at once, leaves no half file, and rejects with the signal's reason.
 */
export function audit(
  file: string,
  task: AuditTask,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (done: number, total: number) => void },
): Promise<Outcome> {
  const worker = new Worker(file, { workerData: task });
  const ended = new Promise<Outcome>((resolve, reject) => {
    worker.on('message', (message: unknown) => {
      const parsed = AuditMessage.safeParse(message);
      if (!parsed.success) return;
      if (parsed.data.type === 'progress') onProgress(parsed.data.done, parsed.data.total);
      else resolve(parsed.data);
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new VestibuleError('internal', 'The thread ended without an answer.')));
  });
  const stopped = new Promise<never>((_resolve, reject) => {
    const stop = async () => {
      await worker.terminate();
      if (task.type === 'export') rmSync(draftOf(task.out), { force: true });
      reject(signal.reason as Error);
    };
    if (signal.aborted) void stop();
    else signal.addEventListener('abort', () => void stop(), { once: true });
  });
  // A thread that was stopped ends without an answer, which is no failure of its own.
  const answered = ended.catch((thrown: unknown) => {
    if (signal.aborted) return stopped;
    throw thrown;
  });
  return Promise.race([stopped, answered]);
}
