import { VestibuleError } from '../../../shared/domain/error';

/**
 * The native calls to one reader, one after another. A call that does not come back keeps a thread and the reader to
 * itself; whoever waits is told after a while, and no further call is made until it is back.
 */
export class NativeCalls {
  #last: Promise<unknown> = Promise.resolve();
  #underWay = 0;

  /** Whether one is under way: synchronous calls to the same reader, and the end of the process, would wait for it. */
  get underWay(): boolean {
    return this.#underWay > 0;
  }

  /** Rejects with card-silent after `within` milliseconds, counted from when it is its turn or from now, whichever is first. */
  call<T>(native: () => Promise<T>, within: number): Promise<T> {
    let overdue = false;
    const silent = new VestibuleError('card-silent', 'The card does not answer.');
    const called = this.#last.then(() => {
      if (overdue) throw silent;
      return this.#counted(native);
    });
    this.#last = called.catch(() => undefined);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        overdue = true;
        reject(silent);
      }, within);
      called.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  /** Resolves when all that was called is back. */
  async idle(): Promise<void> {
    await this.#last;
  }

  async #counted<T>(native: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await native();
    } finally {
      this.#underWay -= 1;
    }
  }
}
