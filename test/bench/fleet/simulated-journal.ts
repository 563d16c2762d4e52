import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { EntryBodyOf } from '../../../shared/domain/entry-body';
import type { WireEntry } from '../../../shared/domain/entry';
import { canonicalJson } from '../../../main/crypto/canonical-json';

/**
 * A journal in memory: the chain, the hashes and the commitments are as the real one makes them. It records what a hotel
 * does: a document is judged, its guest checks in, and leaves.
 */
export class SimulatedJournal {
  #seq = 0;
  #checkIn: string = randomUUID();
  #previous = '0'.repeat(64);

  constructor(
    private readonly terminal: string,
    private readonly epoch: number,
  ) {}

  /** Records so many entries. */
  record(count: number): WireEntry[] {
    return Array.from({ length: count }, () => this.#entry());
  }

  #entry(): WireEntry {
    const salt = randomBytes(32);
    const { kind, about, content } = this.#event();
    const body = Buffer.from(JSON.stringify(content));
    const header: WireEntry['header'] = {
      v: 1,
      terminal: this.terminal,
      epoch: this.epoch,
      seq: this.#seq + 1,
      id: kind === 'check-in' ? this.#checkIn : randomUUID(),
      kind,
      at: new Date().toISOString(),
      monotonic: 1_000,
      clockOffset: null,
      previous: this.#previous,
      about,
      retention: 'guest',
      cipherHash: createHash('sha256').update(salt).digest('hex'),
      commitment: createHash('sha256').update(salt).update(body).digest('hex'),
    };
    const hash = createHash('sha256')
      .update(Buffer.from(header.previous, 'hex'))
      .update(canonicalJson(header))
      .digest('hex');
    this.#seq = header.seq;
    this.#previous = hash;
    return { header, hash, saltBase64: salt.toString('base64'), bodyBase64: body.toString('base64') };
  }
  #event(): Event {
    switch (this.#seq % 3) {
      case 0:
        return { kind: 'verdict', about: null, content: verdict() };
      case 1:
        this.#checkIn = randomUUID();
        return { kind: 'check-in', about: null, content: checkIn() };
      default:
        return {
          kind: 'check-out',
          about: this.#checkIn,
          content: { left: '2026-05-04', operator: 'clerk' },
        };
    }
  }
}

interface Event {
  readonly kind: 'verdict' | 'check-in' | 'check-out';
  readonly about: string | null;
  readonly content: EntryBodyOf<Event['kind']>;
}

const claims = {
  fullName: 'Mara Lindqvist',
  givenName: 'Mara',
  familyName: 'Lindqvist',
  birthDate: '1984-02-29',
  sex: 'female',
  nationality: 'UTO',
  documentNumber: 'UT4402871',
  issuingCountry: 'UTO',
} as const;
const purpose = 'hotel.check-in';

function verdict(): EntryBodyOf<'verdict'> {
  return {
    verdict: randomUUID(),
    presentation: randomUUID(),
    outcome: 'verified',
    assurance: 'offline-signature',
    format: 'claim-169',
    purpose,
    reader: 'keyboard-1',
    issuer: { id: 'did:web:id.example', name: { en: 'Identity Authority' } },
    checks: [
      { name: 'signature', ok: true },
      { name: 'issuer-trusted', ok: true },
      { name: 'status', ok: true },
    ],
    claims,
    trustListVersion: 7,
    digest: randomBytes(32).toString('hex'),
    operator: 'clerk',
  };
}

function checkIn(): EntryBodyOf<'check-in'> {
  return {
    verdict: randomUUID(),
    purpose,
    outcome: 'verified',
    assurance: 'offline-signature',
    format: 'claim-169',
    claims,
    form: { room: '412', arrival: '2026-05-01', departure: '2026-05-04' },
    operator: 'clerk',
  };
}
