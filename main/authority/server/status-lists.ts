import { z } from 'zod';
import type { Issuer } from '../../../shared/domain/trust-list';
import { unverifiedPayload } from '../../crypto/compact-jws';
import { sha256Hex } from '../../crypto/hash';
import { Refusal } from '../../crypto/refusal';
import { type StatusList, readStatusList } from '../../trust/status-list';
import { statusListId } from '../../trust/status-list-id';
import { VestibuleError } from '../../../shared/domain/error';
import { Documents } from './documents';
import type { Storage } from './storage/storage';

/** Makes the list of an address that this authority itself is the issuer of (training); undefined for another's. */
export type OwnStatusList = (uri: string, now: Date) => string | undefined;

/** A list and when it came from its issuer. */
const Kept = z.object({ token: z.string(), receivedAt: z.iso.datetime() });
type Kept = z.infer<typeof Kept>;

/**
 * The status lists of the issuers, kept as they were signed and passed on to the terminals. Their age counts from when
 * they came from the issuer: that a terminal is given one again makes it no younger.
 */
export class StatusLists {
  readonly #documents: Documents;

  constructor(
    storage: Storage,
    private readonly own: OwnStatusList = () => undefined,
  ) {
    this.#documents = new Documents(storage);
  }

  /** By `statusListId` of its address, among those that the issuers name; undefined where there is none yet. */
  async published(
    id: string,
    issuers: readonly Issuer[],
    now: Date,
  ): Promise<{ jws: string; etag: string; ageSeconds: number } | undefined> {
    const uri = issuers.flatMap(({ status }) => status).find((one) => statusListId(one) === id);
    const kept = uri === undefined ? undefined : await this.#kept(uri, now);
    if (kept === undefined) return undefined;
    const age = now.getTime() - Date.parse(kept.receivedAt);
    return { jws: kept.token, etag: etagOf(kept.token), ageSeconds: Math.max(0, Math.floor(age / 1000)) };
  }

  /**
   * All that are at hand, opened: what the authority judges by. One that its issuer's keys do not vouch for any more is
   * not among them; what names it is then not green.
   */
  async all(issuers: readonly Issuer[], now: Date): Promise<StatusList[]> {
    const uris = [...new Set(issuers.flatMap(({ status }) => status))];
    const lists = await Promise.all(uris.map(async (uri) => ({ uri, kept: await this.#kept(uri, now) })));
    return lists.flatMap(({ uri, kept }) =>
      kept === undefined ? [] : opened(kept.token, { uri, issuers, receivedAt: new Date(kept.receivedAt) }),
    );
  }

  /** Takes a list that its issuer signed. Throws what `readStatusList` throws; `VestibuleError` trust-list-rollback for one older than the one at hand. */
  async take(token: string, issuers: readonly Issuer[], now: Date): Promise<StatusList> {
    const list = readStatusList(token, { issuers, receivedAt: now });
    const held = await this.#documents.read(nameOf(list.uri));
    const [before] = held === undefined ? [] : opened(read(held).token, { issuers, receivedAt: now });
    if (before && list.issuedAt < before.issuedAt) {
      throw new VestibuleError('trust-list-rollback', 'The status list is older than the one at hand.');
    }
    const kept: Kept = { token, receivedAt: now.toISOString() };
    await this.#documents.write(nameOf(list.uri), JSON.stringify(kept));
    return list;
  }

  async #kept(uri: string, now: Date): Promise<Kept | undefined> {
    const own = this.own(uri, now);
    if (own !== undefined) return { token: own, receivedAt: now.toISOString() };
    const held = await this.#documents.read(nameOf(uri));
    return held === undefined ? undefined : read(held);
  }
}

const nameOf = (uri: string) => `status-list ${uri}`;

/** What was kept; before its time was kept beside it, the list stood there alone. */
function read(held: string): Kept {
  if (held.startsWith('{')) return Kept.parse(JSON.parse(held));
  const issuedAt = z.object({ iat: z.number() }).safeParse(unverifiedPayload(held)).data?.iat ?? 0;
  return { token: held, receivedAt: new Date(issuedAt * 1000).toISOString() };
}

function opened(token: string, context: Parameters<typeof readStatusList>[1]): StatusList[] {
  try {
    return [readStatusList(token, context)];
  } catch (thrown) {
    if (thrown instanceof Refusal) return [];
    throw thrown;
  }
}

/** Of what was signed: a list that is signed anew and says the same is the same list. */
function etagOf(jws: string): string {
  return `"${sha256Hex(Buffer.from(jws.slice(0, jws.lastIndexOf('.')))).slice(0, 32)}"`;
}
