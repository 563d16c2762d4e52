import { decodeProtectedHeader } from 'jose';
import type { TrustList } from '../../../shared/domain/trust-list';
import { TrustList as TrustListSchema } from '../../../shared/domain/trust-list';
import { canonicalJson } from '../../crypto/canonical-json';
import { sha256Hex } from '../../crypto/hash';
import { signCompact } from '../../crypto/jws';
import { integer, text } from '../../sqlite/column';
import type { AuthorityKeys } from './authority-keys';
import { ImportedTrust, type Trusted, joined } from './imported-trust';
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
  constructor(
    private readonly storage: Storage,
    private readonly keys: AuthorityKeys,
    /** Whom this authority trusts by itself, beside what was imported. */
    private readonly own: Trusted = { issuers: [], csca: [], sams: [] },
  ) {}

  /** All who are to be trusted now. */
  async trusted(): Promise<Trusted> {
    const imported = await new ImportedTrust(this.storage).read();
    return joined(this.own, imported);
  }

  /** The list in force, issued anew when what it says changed, it grew old, or another key signs now. */
  async current(now: Date): Promise<PublishedList> {
    const trusted = await this.trusted();
    const content = sha256Hex(canonicalJson(trusted));
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
    const row = await this.storage.get('SELECT * FROM trust_lists ORDER BY version DESC LIMIT 1');
    return (
      row && {
        content: text(row, 'content'),
        issuedAt: integer(row, 'issued_at'),
        signedBy: decodeProtectedHeader(text(row, 'jws')).kid,
        published: published(row),
      }
    );
  }
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
