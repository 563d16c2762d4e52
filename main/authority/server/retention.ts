import type { Purpose } from '../../../shared/domain/purpose';
import type { CustomerRecords } from './customer-records';
import type { Documents } from './documents';
import type { Metrics } from './metrics';
import type { Reports } from './reporting/reports';
import type { SetAside } from './set-aside';
import type { Stays } from './stays';
import type { Storage } from './storage/storage';

const DAY = 86_400_000;
/** Entries that one transaction erases. */
const SLICE = 2_000;
const LAST_DAY = 'retention day';

interface RetentionParts {
  readonly storage: Storage;
  readonly documents: Documents;
  readonly reports: Reports;
  readonly stays: Stays;
  readonly customerRecords: CustomerRecords;
  readonly setAside: SetAside;
  readonly metrics: Metrics;
  /** Those that this authority knows; each says for how long its class is kept. */
  readonly purposes: readonly Purpose[];
}

/** What is kept how long at the authority: the body of an entry as long as its purpose says, its header for good. */
export class Retention {
  constructor(private readonly parts: RetentionParts) {}

  /** Once a day, whichever process is the first; how many entries were erased, undefined where it was done today. */
  async runDaily(now: Date): Promise<number | undefined> {
    const { documents } = this.parts;
    const day = now.toISOString().slice(0, 10);
    if ((await documents.read(LAST_DAY)) === day) return undefined;
    const erased = await this.run(now);
    await documents.write(LAST_DAY, day);
    return erased;
  }

  /** Erases what has been kept for as long as its class says. Safe to be cut off, and to run twice at a time. */
  async run(now: Date): Promise<number> {
    const { storage, reports, setAside, metrics } = this.parts;
    let erased = 0;
    for (const [retention, days] of this.#days()) {
      const before = new Date(now.getTime() - days * DAY).toISOString();
      for (;;) {
        const expired = await storage.entries.expired(retention, before, SLICE);
        if (expired.length === 0) break;
        await this.#erase(expired);
        erased += expired.length;
      }
      erased += await setAside.expire(retention, before);
    }
    if (erased > 0) await storage.forgetDeleted();
    await reports.removeOld(now);
    metrics.erased(erased, now);
    return erased;
  }

  /** Days by class; where two purposes share a class the longer time counts. A class that no purpose has is kept. */
  #days(): Map<string, number> {
    const days = new Map<string, number>();
    for (const { retention } of this.parts.purposes)
      days.set(retention.class, Math.max(days.get(retention.class) ?? 0, retention.days));
    return days;
  }

  async #erase(expired: readonly { terminal: string; id: string }[]): Promise<void> {
    const { storage, reports, stays, customerRecords } = this.parts;
    const byTerminal = new Map<string, string[]>();
    for (const { terminal, id } of expired) {
      const ids = byTerminal.get(terminal) ?? [];
      ids.push(id);
      byTerminal.set(terminal, ids);
    }
    await storage.transaction(async (queries) => {
      for (const [terminal, ids] of byTerminal) {
        await queries.entries.erase(terminal, ids);
        await reports.forget(terminal, ids, queries);
        await stays.forget(terminal, ids, queries);
        await customerRecords.forget(terminal, ids, queries);
      }
    });
  }
}
