import { z } from 'zod';
import { TrustList } from '../../shared/domain/trust-list';
import type { Vault } from '../journal/journal';
import { acceptTrustList } from '../trust/accept-trust-list';
import type { TrustView } from '../trust/trust-view';
import { type FetchStatusList, StatusListKeeper } from './status-list-keeper';

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
  readonly #status: StatusListKeeper;

  constructor(
    private readonly vault: Vault,
    private readonly now: () => Date,
  ) {
    this.#status = new StatusListKeeper(vault, now);
    const stored = vault.get('trust-list');
    const parsed = stored && Kept.safeParse(JSON.parse(new TextDecoder().decode(stored)));
    this.#kept = parsed?.success ? parsed.data : null;
  }

  view(): TrustView {
    if (!this.#kept) return { list: null, receivedAt: null };
    const { list, receivedAt } = this.#kept;
    return { list, receivedAt: new Date(receivedAt), statusLists: this.#status.lists(list.issuers) };
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

  /** Asks for the status lists that its issuers name. */
  async refreshStatus(fetch: FetchStatusList): Promise<void> {
    if (this.#kept) await this.#status.refresh(this.#kept.list.issuers, fetch);
  }

  /** Takes a status list from a file. Answers whether it was taken. */
  acceptStatus(token: string): boolean {
    return this.#kept !== null && this.#status.accept(token, this.#kept.list.issuers);
  }

  #keep(kept: Kept): void {
    this.vault.set('trust-list', new TextEncoder().encode(JSON.stringify(kept)));
    this.#kept = kept;
  }
}
