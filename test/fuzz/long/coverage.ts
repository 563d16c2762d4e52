import { Session } from 'node:inspector';
import { z } from 'zod';

const Taken = z.object({
  result: z.array(
    z.object({
      scriptId: z.string(),
      functions: z.array(
        z.object({
          ranges: z.array(z.object({ startOffset: z.number(), endOffset: z.number(), count: z.number() })),
        }),
      ),
    }),
  ),
});

/** Asks V8 which places of the program ran. */
export class Coverage {
  readonly #session = new Session();
  readonly #known = new Set<string>();

  constructor() {
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    this.news();
  }

  /** How many places ran since the last time that never ran before. */
  news(): number {
    const before = this.#known.size;
    this.#session.post('Profiler.takePreciseCoverage', (error: Error | null, result?: object) => {
      if (error) throw error;
      for (const { scriptId, functions } of Taken.parse(result).result) {
        for (const { ranges } of functions) {
          for (const { startOffset, endOffset, count } of ranges) {
            if (count > 0) this.#known.add(`${scriptId} ${startOffset} ${endOffset}`);
          }
        }
      }
    });
    return this.#known.size - before;
  }
}
