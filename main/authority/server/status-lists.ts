import type { Issuer } from '../../../shared/domain/trust-list';
import { sha256Hex } from '../../crypto/hash';
import { Refusal } from '../../crypto/refusal';
import { type StatusList, readStatusList } from '../../trust/status-list';
import { statusListId } from '../../trust/status-list-id';
import { Documents } from './documents';
import type { Storage } from './storage/storage';

/** Makes the list of an address that this authority itself is the issuer of (training); undefined for another's. */
export type OwnStatusList = (uri: string, now: Date) => string | undefined;

/** The status lists of the issuers, kept as they were signed and passed on to the terminals. */
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
  ): Promise<{ jws: string; etag: string } | undefined> {
    const uri = issuers.flatMap(({ status }) => status).find((one) => statusListId(one) === id);
    const jws = uri === undefined ? undefined : await this.#token(uri, now);
    return jws === undefined ? undefined : { jws, etag: etagOf(jws) };
  }

  /**
   * All that are at hand, opened: what the authority judges by. One that its issuer's keys do not vouch for any more is
   * not among them; what names it is then not green.
   */
  async all(issuers: readonly Issuer[], now: Date): Promise<StatusList[]> {
    const uris = [...new Set(issuers.flatMap(({ status }) => status))];
    const tokens = await Promise.all(uris.map(async (uri) => ({ uri, token: await this.#token(uri, now) })));
    return tokens.flatMap(({ uri, token }) =>
      token === undefined ? [] : opened(token, { uri, issuers, receivedAt: now }),
    );
  }

  /** Takes a list that its issuer signed. Throws what `readStatusList` throws. */
  async take(token: string, issuers: readonly Issuer[], now: Date): Promise<StatusList> {
    const list = readStatusList(token, { issuers, receivedAt: now });
    await this.#documents.write(`status-list ${list.uri}`, token);
    return list;
  }

  async #token(uri: string, now: Date): Promise<string | undefined> {
    return this.own(uri, now) ?? (await this.#documents.read(`status-list ${uri}`));
  }
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
