import { z } from 'zod';
import type { Issuer } from '../../shared/domain/trust-list';
import { Refusal } from '../crypto/refusal';
import type { Vault } from '../journal/journal';
import { type StatusList, readStatusList } from '../trust/status-list';
import { statusListId } from '../trust/status-list-id';

const Kept = z.object({ token: z.string(), receivedAt: z.iso.datetime(), etag: z.string().optional() });
type Kept = z.infer<typeof Kept>;

/** Where lists come from, and for how long they have had them: `token` is null when the authority says that nothing changed. */
export type FetchStatusList = (
  id: string,
  etag?: string,
) => Promise<{ token: string | null; etag?: string; ageSeconds: number }>;

/**
 * Keeps the status lists of the trust list's issuers over restarts, sealed in the journal's vault, for when nobody can
 * be asked. Each is taken whole or not at all, and none goes back to an older one. Their age counts from when whoever
 * gives them got them from the issuer.
 */
export class StatusListKeeper {
  /** Opened once for each issue of the trust list: signatures are not checked anew for every person. */
  #opened: { issuers: readonly Issuer[]; lists: Map<string, StatusList> } | undefined;

  constructor(
    private readonly vault: Vault,
    private readonly now: () => Date,
  ) {}

  /** The lists at hand that the issuers name and signed. */
  lists(issuers: readonly Issuer[]): StatusList[] {
    if (this.#opened?.issuers !== issuers) {
      const opened = urisOf(issuers).flatMap((uri): [string, StatusList][] => {
        const list = this.#open(uri, issuers);
        return list ? [[uri, list]] : [];
      });
      this.#opened = { issuers, lists: new Map(opened) };
    }
    return [...this.#opened.lists.values()];
  }

  /** Asks for each list. One that cannot be had, or not be believed, stays as old as it is; the others are renewed. */
  async refresh(issuers: readonly Issuer[], fetch: FetchStatusList): Promise<void> {
    for (const uri of urisOf(issuers)) {
      const kept = this.#kept(uri);
      const answer = await fetch(statusListId(uri), kept?.etag).catch(() => undefined);
      const token = answer?.token ?? kept?.token;
      if (answer === undefined || token === undefined) continue;
      const { etag = kept?.etag, ageSeconds } = answer;
      this.accept(token, issuers, { uri, etag, ageSeconds });
    }
  }

  /** Takes a list. Answers whether it was taken: not one that is older, another's, or not signed by an issuer. */
  accept(
    token: string,
    issuers: readonly Issuer[],
    { uri, etag, ageSeconds = 0 }: { uri?: string; etag?: string | undefined; ageSeconds?: number } = {},
  ): boolean {
    const now = this.now();
    const list = readable(token, { ...(uri !== undefined && { uri }), issuers, receivedAt: now });
    if (!list || !urisOf(issuers).includes(list.uri)) return false;
    const held = this.lists(issuers).find((one) => one.uri === list.uri);
    if (held && list.issuedAt < held.issuedAt) return false;
    // Nobody had it before it was issued, whatever two clocks say.
    const since = Math.max(now.getTime() - ageSeconds * 1000, list.issuedAt.getTime());
    const receivedAt = new Date(Math.min(since, now.getTime()));
    this.#keep(list.uri, {
      token,
      receivedAt: receivedAt.toISOString(),
      ...(etag !== undefined && { etag }),
    });
    return true;
  }

  #open(uri: string, issuers: readonly Issuer[]): StatusList | undefined {
    const kept = this.#kept(uri);
    return kept && readable(kept.token, { uri, issuers, receivedAt: new Date(kept.receivedAt) });
  }

  #kept(uri: string): Kept | undefined {
    const stored = this.vault.get(nameOf(uri));
    const parsed = stored && Kept.safeParse(JSON.parse(new TextDecoder().decode(stored)));
    return parsed?.success ? parsed.data : undefined;
  }

  #keep(uri: string, kept: Kept): void {
    this.vault.set(nameOf(uri), new TextEncoder().encode(JSON.stringify(kept)));
    this.#opened = undefined;
  }
}

const nameOf = (uri: string) => `status-list ${statusListId(uri)}`;

function urisOf(issuers: readonly Issuer[]): string[] {
  return [...new Set(issuers.flatMap(({ status }) => status))];
}

function readable(token: string, context: Parameters<typeof readStatusList>[1]): StatusList | undefined {
  try {
    return readStatusList(token, context);
  } catch (thrown) {
    if (thrown instanceof Refusal) return undefined;
    throw thrown;
  }
}
