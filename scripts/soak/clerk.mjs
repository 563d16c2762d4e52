import { randomOf } from './random.mjs';

/** How long a clerk looks at a terminal that restarts before they try again. */
const PATIENCE_MS = 60_000;

/**
 * Whoever works at the counter: scans, checks the person in, sees whether it is recorded, and takes it back so that the same
 * invented citizens can come again. What fails is tried again as a person would: after a look at the guests.
 */
export class Clerk {
  scans = 0;
  repeated = 0;
  /** Ids of all check-ins that a screen said were recorded. */
  recorded = [];
  #room = 0;

  constructor(page, samples, seed) {
    this.page = page;
    this.random = randomOf(seed);
    this.samples = samples.filter(({ expect, reusable }) => expect === 'verified' && reusable);
    if (this.samples.length === 0) throw new Error('The authority has no citizens that can come again.');
  }

  /** Throws the code of the error. */
  async call(name, request = {}) {
    const answer = await this.page.evaluate(
      ([name, request]) => window.vestibule.call(name, request),
      [name, request],
    );
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.reply;
  }

  async serveOne() {
    this.#room += 1;
    const room = `soak-${this.#room}`;
    const begun = performance.now();
    for (;;) {
      try {
        const entry = (await this.#alreadyIn(room)) ?? (await this.#checkIn(room));
        this.recorded.push(entry);
        await this.#takeBack(entry);
        return;
      } catch (failed) {
        // Only what a fault explains is tried again, and not for ever.
        if (performance.now() - begun > PATIENCE_MS) throw failed;
        this.repeated += 1;
        await this.page.waitForTimeout(100);
      }
    }
  }

  /** Everything is with the authority, the late verdicts too. */
  async drained(limit = 180_000) {
    const deadline = performance.now() + limit;
    for (;;) {
      await this.call('drain').catch(() => undefined);
      const state = await this.call('state.read').catch(() => undefined);
      if (state?.outbox.queued === 0 && state.awaitingVerdict === 0) return;
      if (performance.now() > deadline) throw new Error('The queue was not delivered.');
      await this.page.waitForTimeout(500);
    }
  }

  async #checkIn(room) {
    const sample = this.samples[Math.floor(this.random() * this.samples.length)];
    this.scans += 1;
    const verdict = await this.call('present', { reader: 'keyboard', text: sample.text });
    if (verdict.outcome !== 'verified' && verdict.outcome !== 'unverified-queued')
      throw new Error(`The code was ${verdict.outcome}: ${verdict.reason}`);
    const day = new Date().toISOString().slice(0, 10);
    const form = { room, arrival: day, departure: addDay(day) };
    const { entry } = await this.call('check-in', { verdict: verdict.id, purpose: verdict.purpose, form });
    return entry;
  }

  /** An answer that was lost may have been recorded all the same: a clerk looks before doing it again. */
  async #alreadyIn(room) {
    const { guests } = await this.call('guests.page', { search: room, limit: 10 });
    return guests.find((guest) => guest.room === room && !guest.void)?.entry;
  }

  /** By an answer that was lost it may be done already. */
  async #takeBack(entry) {
    const begun = performance.now();
    for (;;) {
      try {
        await this.call('void', { entry, reason: 'The soak goes on.' });
        return;
      } catch (failed) {
        if (failed instanceof Error && failed.message.includes('already-void')) return;
        if (performance.now() - begun > PATIENCE_MS) throw failed;
        this.repeated += 1;
        await this.page.waitForTimeout(100);
      }
    }
  }
}

function addDay(day) {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
