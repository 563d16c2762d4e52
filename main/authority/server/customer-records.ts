import { z } from 'zod';
import { ClaimForm } from '../../../shared/domain/check-in';
import { EntryHeader } from '../../../shared/domain/entry';
import { EntryBody, type EntryBodyOf } from '../../../shared/domain/entry-body';
import { derivedKey, hmacSha256 } from '../../crypto/hash';
import { unwrapKey } from '../../crypto/key-wrap';
import { openBody } from '../../crypto/sealed-body';
import { integerOrNull, text } from '../../sqlite/column';
import type { EntryWithBody } from './storage/entry-store';
import type { Queries, Row, Storage } from './storage/storage';

/** A record of a customer or a claim that the authority has, its body opened. */
export interface CustomerRecord {
  readonly header: EntryHeader;
  readonly hash: string;
  readonly salt: Uint8Array;
  /** The very bytes that the header's commitment is about. */
  readonly body: Uint8Array;
  readonly checkIn: EntryBodyOf<'check-in'>;
  readonly voidedAt: Date | undefined;
  /** When the authority heard that the customer took their consent back. */
  readonly withdrawnAt: Date | undefined;
}

/** What became of records since they came: by their entries, those taken back and those whose consent was withdrawn. */
export interface Since {
  readonly takenBack: readonly string[];
  readonly withdrawn: readonly string[];
}

/** As much of a body as says what it belongs to; that it conforms was seen when it came. */
const Referenced = z.object({ form: ClaimForm.pick({ reference: true }) });

const SALT = 32;
/** More than these nobody reads; a reference is one ticket, account or file. */
const MOST_FOUND = 100;

/**
 * Finds the records of banks and offices by the reference that they belong to. The reference stands here as a keyed
 * token; what a record says stays in its sealed body, and cannot be found any more once that is erased.
 */
export class CustomerRecords {
  readonly #key: Uint8Array;

  constructor(
    private readonly storage: Storage,
    secret: Uint8Array,
    /** Opens the bodies of entries. */
    private readonly bodyKey: Uint8Array,
  ) {
    this.#key = derivedKey(secret, 'references of customer records');
  }

  /**
   * Files check-ins that have just been stored, as far as they belong to a reference, and marks those that were taken
   * back and those whose consent was withdrawn.
   */
  async arrived(
    terminal: string,
    checkIns: readonly { entry: string; body: Uint8Array | undefined }[],
    { takenBack, withdrawn }: Since,
    now: Date,
    queries: Queries,
  ): Promise<void> {
    for (const { entry, body } of checkIns) {
      const reference = body && referenceIn(body);
      if (reference === undefined) continue;
      await queries.run(
        'INSERT INTO customer_records (terminal, entry, token) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        terminal,
        entry,
        this.#token(reference),
      );
    }
    if (takenBack.length > 0)
      await queries.run(
        `UPDATE customer_records SET voided_at = ? WHERE terminal = ? AND entry IN (${placesOf(takenBack)})`,
        now.getTime(),
        terminal,
        ...takenBack,
      );
    if (withdrawn.length > 0)
      await queries.run(
        `UPDATE customer_records SET withdrawn_at = ?
         WHERE terminal = ? AND withdrawn_at IS NULL AND entry IN (${placesOf(withdrawn)})`,
        now.getTime(),
        terminal,
        ...withdrawn,
      );
  }

  /** These entries of a terminal are erased. */
  async forget(terminal: string, entries: readonly string[], queries: Queries): Promise<void> {
    if (entries.length === 0) return;
    await queries.run(
      `DELETE FROM customer_records WHERE terminal = ? AND entry IN (${placesOf(entries)})`,
      terminal,
      ...entries,
    );
  }

  /** The records that belong to a reference, oldest first. Capital letters and spaces make no difference. */
  async find(reference: string): Promise<CustomerRecord[]> {
    const rows = await this.storage.all(
      'SELECT terminal, entry, voided_at, withdrawn_at FROM customer_records WHERE token = ? ORDER BY entry LIMIT ?',
      this.#token(reference),
      MOST_FOUND,
    );
    const found = await Promise.all(rows.map((row) => this.#read(row)));
    return found.flatMap((record) => record ?? []);
  }

  /** One record by its entry; undefined where there is none, or it is erased. */
  async one(terminal: string, entry: string): Promise<CustomerRecord | undefined> {
    const row = await this.storage.get(
      'SELECT terminal, entry, voided_at, withdrawn_at FROM customer_records WHERE terminal = ? AND entry = ?',
      terminal,
      entry,
    );
    return row && this.#read(row);
  }

  async #read(row: Row): Promise<CustomerRecord | undefined> {
    const terminal = text(row, 'terminal');
    const [stored] = await this.storage.entries.withBodies(terminal, [text(row, 'entry')]);
    const opened = stored && this.#opened(terminal, stored);
    if (!opened) return undefined;
    const body = opened.subarray(SALT);
    return {
      header: EntryHeader.parse(JSON.parse(stored.header)),
      hash: stored.hash,
      salt: opened.subarray(0, SALT),
      body,
      checkIn: EntryBody['check-in'].parse(jsonOf(body)),
      voidedAt: instant(row, 'voided_at'),
      withdrawnAt: instant(row, 'withdrawn_at'),
    };
  }

  #opened(terminal: string, { epoch, seq, body }: EntryWithBody): Uint8Array | undefined {
    const place = `${terminal} ${epoch} ${seq}`;
    const key = unwrapKey(this.bodyKey, body.wrappedKey, place);
    return key && openBody(key, body.sealed, place);
  }

  #token(reference: string): string {
    const plain = reference.normalize('NFKC').toLowerCase().replaceAll(/\s/gu, '');
    return Buffer.from(hmacSha256(this.#key, Buffer.from(plain))).toString('hex');
  }
}

function placesOf(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

/** What a body that conforms says it belongs to; undefined for a guest's. */
function referenceIn(body: Uint8Array): string | undefined {
  return Referenced.safeParse(jsonOf(body)).data?.form.reference;
}

function instant(row: Row, column: string): Date | undefined {
  const at = integerOrNull(row, column);
  return at === null ? undefined : new Date(at);
}

function jsonOf(body: Uint8Array): unknown {
  return JSON.parse(Buffer.from(body).toString('utf8'));
}
