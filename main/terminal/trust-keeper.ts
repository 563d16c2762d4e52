import { z } from 'zod';
import { TrustList } from '../../shared/domain/trust-list';
import type { Vault } from '../journal/journal';
import { acceptTrustList } from '../trust/accept-trust-list';
import type { TrustView } from '../trust/trust-view';

const Kept = z.object({
  list: TrustList,
  receivedAt: z.iso.datetime(),
  etag: z.string().optional(),
});
type Kept = z.infer<typeof Kept>;

/** Where a newer list comes from: null when the authority says that nothing changed. */
export type FetchTrustList = (etag?: string) => Promise<{ list: TrustList; etag?: string } | null>;

/**
 * Keeps the trust list over restarts, sealed in the journal's vault. A list is taken whole or not at all,
 * and its version never goes back (PROTOCOL, Trust list).
 */
export class TrustKeeper {
  #kept: Kept | null;

  constructor(
    private readonly vault: Vault,
    private readonly now: () => Date,
  ) {
    const stored = vault.get('trust-list');
    const parsed = stored && Kept.safeParse(JSON.parse(new TextDecoder().decode(stored)));
    this.#kept = parsed?.success ? parsed.data : null;
  }

  view(): TrustView {
    return this.#kept
      ? { list: this.#kept.list, receivedAt: new Date(this.#kept.receivedAt) }
      : { list: null, receivedAt: null };
  }

  /** Takes a list whose signature has been verified. Throws trust-list-rollback for an older one. */
  accept(list: TrustList, etag?: string): void {
    const accepted = acceptTrustList(this.#kept?.list ?? null, list);
    this.#keep({ list: accepted, receivedAt: this.now().toISOString(), ...(etag && { etag }) });
  }

  /** Asks for a newer list; that there is none is a confirmation, and makes the list young again. */
  async refresh(fetch: FetchTrustList): Promise<void> {
    const newer = await fetch(this.#kept?.etag);
    if (newer) this.accept(newer.list, newer.etag);
    else if (this.#kept) this.#keep({ ...this.#kept, receivedAt: this.now().toISOString() });
  }

  #keep(kept: Kept): void {
    this.vault.set('trust-list', new TextEncoder().encode(JSON.stringify(kept)));
    this.#kept = kept;
  }
}
