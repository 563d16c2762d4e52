import { z } from 'zod';
import type { Claims } from '../../shared/domain/claims';
import type { StayElsewhere } from '../../shared/domain/stay-elsewhere';
import type { AuthorityClient } from '../authority/client/authority-client';
import type { StayQuestion } from '../authority/client/api.generated';
import { blindToken } from '../crypto/blind-index';
import type { Journal } from '../journal';
import { personFields } from '../journal/guest-index';
import { readVault, writeVault } from './vault-value';

/** A clerk waits for other desks' records no longer than this. */
const PATIENCE_MS = 1_000;
/** Check-ins in one question. */
const AT_ONCE = 50;

interface Days {
  arrival: string;
  departure: string;
}

interface StaysElsewhereParts {
  journal: Pick<Journal, 'stays' | 'vault'>;
  client: Pick<AuthorityClient, 'compareStays'>;
  online(): boolean;
  /** After a record was delivered, another terminal turned out to have one too, which no clerk has seen. */
  onFound(entry: string, elsewhere: readonly StayElsewhere[]): void;
}

/** Who is recorded at another desk of the site for the same days: asked of the authority by keyed tokens, never needed to record. */
export class StaysElsewhere {
  readonly #parts: StaysElsewhereParts;
  /** What a clerk was shown before recording; it is no news afterwards. */
  readonly #seen = new Set<string>();
  readonly #stopping = new AbortController();
  #comparison: Promise<void> | undefined;
  /** Something was delivered while a comparison went on. */
  #again = false;

  constructor(parts: StaysElsewhereParts) {
    this.#parts = parts;
  }

  /**
   * What other terminals have of these people for these days, a list for each. Empty lists where the authority is not
   * reached within a second: then it is found after delivery.
   */
  async of(people: readonly Claims[], days: Days): Promise<StayElsewhere[][]> {
    const nothing = people.map(() => []);
    if (!this.#parts.online()) return nothing;
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const found = await this.#ask(
        people.map((claims) => ({ claims, ...days })),
        signal,
      );
      for (const { entry } of found.flat()) this.#seen.add(entry);
      return found;
    } catch {
      return nothing;
    }
  }

  /** Compares what was delivered since the last time, and keeps what is found. What fails is done the next time. */
  compare(): Promise<void> {
    this.#again = this.#comparison !== undefined;
    this.#comparison ??= this.#compareAll().finally(() => {
      this.#comparison = undefined;
    });
    return this.#comparison;
  }

  /** Nothing is asked or written after it resolved. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#comparison;
  }

  async #compareAll(): Promise<void> {
    try {
      do {
        this.#again = false;
        while (!this.#stopping.signal.aborted && (await this.#compareSome()));
      } while (this.#again);
    } catch {
      // The authority is away, or an older one; or the journal fails, which it tells those who record.
    }
  }

  /** False when there was nothing left. */
  async #compareSome(): Promise<boolean> {
    const { stays: table } = this.#parts.journal;
    const { stays, through } = table.uncompared(AT_ONCE);
    const found = stays.length > 0 ? await this.#ask(stays, this.#stopping.signal) : [];
    const hits = stays.flatMap((stay, place) => {
      const elsewhere = found[place] ?? [];
      return elsewhere.length > 0 ? [{ ...stay, elsewhere }] : [];
    });
    table.compared(through, hits);
    for (const { entry, elsewhere } of hits) {
      const news = elsewhere.filter((other) => !this.#seen.has(other.entry));
      if (news.length > 0) this.#parts.onFound(entry, news);
    }
    return stays.length === AT_ONCE;
  }

  /** Asks under the key that is known; where the authority has another one by now, once more under that. */
  async #ask(
    stays: readonly ({ claims: Claims; entry?: string } & Days)[],
    signal: AbortSignal,
  ): Promise<StayElsewhere[][]> {
    const { journal, client } = this.#parts;
    const known = readVault(journal.vault, SITE_KEY, SiteKey)?.key;
    const ask = (key: string | undefined) =>
      client.compareStays(key === undefined ? [] : stays.map((stay) => questionOf(stay, key)), signal);
    const answer = await ask(known);
    if (answer.key === known) return answer.elsewhere;
    writeVault(journal.vault, SITE_KEY, { key: answer.key });
    return (await ask(answer.key)).elsewhere;
  }
}

const SITE_KEY = 'site-key';
const SiteKey = z.object({ key: z.string() });

/** A person as the tokens that openapi.yaml describes, of whatever the document says. */
function questionOf(
  { claims, entry, arrival, departure }: { claims: Claims; entry?: string } & Days,
  key: string,
): StayQuestion {
  const tokens = personFields(claims).map(([field, value]) => {
    const token = blindToken(Buffer.from(key, 'hex'), field, value);
    return [field, Buffer.from(token).toString('hex')];
  });
  return { ...(entry !== undefined && { entry }), ...Object.fromEntries(tokens), arrival, departure };
}
