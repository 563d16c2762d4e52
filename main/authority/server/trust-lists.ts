import { decodeProtectedHeader } from 'jose';
import type { TrustList } from '../../../shared/domain/trust-list';
import { TrustList as TrustListSchema } from '../../../shared/domain/trust-list';
import { canonicalJson } from '../../crypto/canonical-json';
import { sha256Hex } from '../../crypto/hash';
import { signCompact } from '../../crypto/jws';
import { integer, integerOrNull, text } from '../../sqlite/column';
import type { AuthorityKeys } from './authority-keys';
import { ImportedTrust, type Trusted, joined, readImported } from './imported-trust';
import type { Row, Storage } from './storage/storage';

const DAY = 86_400_000;
/** A list says that it is good for so long, and is issued anew well before. */
const VALIDITY = 30 * DAY;
const RENEWAL = 7 * DAY;

export interface PublishedList {
  readonly list: TrustList;
  /** typ `vestibule-trust-list+jws`. */
  readonly jws: string;
  readonly etag: string;
}

/** The signed trust list. Its version is one more each time it is issued, and never goes back. */
export class TrustLists {
  readonly #imported: ImportedTrust;
  #known: TrustedNow | undefined;
  /** The newest one that was seen; what a version says never changes. */
  #seen: Newest | undefined;

  constructor(
    private readonly storage: Storage,
    private readonly keys: AuthorityKeys,
    /** Whom this authority trusts by itself, beside what was imported. */
    private readonly own: Trusted = { issuers: [], csca: [], sams: [] },
  ) {
    this.#imported = new ImportedTrust(storage);
  }

  /** All who are to be trusted now. Each heartbeat asks: the same text is read once. */
  async #trusted(): Promise<TrustedNow> {
    const imported = await this.#imported.text();
    if (this.#known && this.#known.imported === imported) return this.#known;
    const trusted = joined(this.own, readImported(imported));
    return (this.#known = { imported, trusted, content: sha256Hex(canonicalJson(trusted)) });
  }

  /** The list in force, issued anew when what it says changed, it grew old, or another key signs now. */
  async current(now: Date): Promise<PublishedList> {
    const { trusted, content } = await this.#trusted();
    const newest = await this.#newest();
    const isYoung = newest !== undefined && newest.issuedAt + RENEWAL > now.getTime();
    if (isYoung && newest.content === content && newest.signedBy === this.keys.signing.kid)
      return newest.published;
    const list = TrustListSchema.parse({
      version: (newest?.published.list.version ?? 0) + 1,
      issuedAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + VALIDITY).toISOString(),
      ...trusted,
    });
    const jws = await signCompact(list, this.keys.signing, 'vestibule-trust-list+jws');
    // Another instance may have issued this version in the meantime: then its list is the one in force.
    await this.storage.run(
      'INSERT INTO trust_lists (version, content, issued_at, jws) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
      list.version,
      content,
      now.getTime(),
      jws,
    );
    const stored = await this.#newest();
    if (!stored) throw new Error('The trust list was not stored.');
    return stored.published;
  }

  async #newest(): Promise<Newest | undefined> {
    const last = await this.storage.get('SELECT max(version) AS version FROM trust_lists');
    const version = last && integerOrNull(last, 'version');
    if (version === undefined || version === null) return undefined;
    if (this.#seen?.published.list.version === version) return this.#seen;
    const row = await this.storage.get('SELECT * FROM trust_lists WHERE version = ?', version);
    this.#seen = row && {
      content: text(row, 'content'),
      issuedAt: integer(row, 'issued_at'),
      signedBy: decodeProtectedHeader(text(row, 'jws')).kid,
      published: published(row),
    };
    return this.#seen;
  }
}

/** Who is trusted by what was imported, which is kept as text. */
interface TrustedNow {
  readonly imported: string | undefined;
  readonly trusted: Trusted;
  readonly content: string;
}

interface Newest {
  readonly content: string;
  readonly issuedAt: number;
  /** Thumbprint of the key. */
  readonly signedBy: string | undefined;
  readonly published: PublishedList;
}

function published(row: Row): PublishedList {
  const jws = text(row, 'jws');
  const payload: unknown = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8'));
  return { list: TrustListSchema.parse(payload), jws, etag: `"v${integer(row, 'version')}"` };
}
