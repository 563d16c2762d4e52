import { createHash, randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import type { WireEntry } from '../../../shared/domain/entry';
import type { Enrolment } from '../../../main/authority/client';
import { Batches } from '../../../main/authority/client/batches';
import {
  countersignCheckpoint,
  isSignedByTerminal,
  readCheckpoint,
  signCheckpoint,
} from '../../../main/crypto/checkpoint';
import { type PrivateKey, generateSigningKey, publicHalf } from '../../../main/crypto/jwk';
import { signCompact, verifyDetached } from '../../../main/crypto/jws';
import { answering, enrolled, never } from './answering';

let enrolment: Enrolment;
let signing: PrivateKey;
const batch = [1, 2, 3].map(entry);

beforeAll(async () => {
  ({ enrolment, signing } = await enrolled());
});

describe('A batch', () => {
  test('Given a batch, when it is delivered, then the terminal signed the very bytes that travel', async () => {
    const network = authority({});
    await new Batches(enrolment, network).deliver(batch, never);
    const { body, headers } = network.requests[0] ?? {};
    const bytes = gunzipSync(body ?? '');
    const { entries, checkpoint } = JSON.parse(bytes.toString()) as { entries: unknown; checkpoint: string };
    expect(entries).toEqual(batch);
    expect(readCheckpoint(checkpoint)).toEqual({
      terminal: 'terminal-1',
      epoch: 1,
      size: 3,
      hash: batch[2]?.hash,
    });
    expect(isSignedByTerminal(checkpoint, publicHalf(enrolment.privateKey))).toBe(true);
    expect(headers?.['content-encoding']).toBe('gzip');
    const signature = headers?.['jws-signature'] ?? '';
    const key = publicHalf(enrolment.privateKey);
    expect(await verifyDetached(signature, bytes, key, 'vestibule-entries+jws')).toBe(true);
  });

  test('Given a batch that is sent again, when it travels, then its bytes are the same', async () => {
    const network = authority({});
    const batches = new Batches(enrolment, network);
    await batches.deliver(batch, never);
    await batches.deliver(batch, never);
    const [first, second] = network.requests.map(({ body }) => Buffer.from(body ?? '').toString('hex'));
    expect(second).toBe(first);
  });

  test('Given accepted, duplicate and refused, when the authority signed for them, then each entry has its own answer', async () => {
    const network = authority({ statuses: ['accepted', 'duplicate', 'refused'] });
    const answer = await new Batches(enrolment, network).deliver(batch, never);
    expect(answer).toMatchObject({
      results: [
        { entry: batch[0]?.header.id, status: 'acknowledged' },
        { entry: batch[1]?.header.id, status: 'acknowledged' },
        { entry: batch[2]?.header.id, status: 'refused', reason: 'body-malformed' },
      ],
      cursor: 3,
    });
    expect(answer.acknowledgement.split('.')).toHaveLength(3);
  });
});

describe('An acknowledgement that is not one', () => {
  test.each<[string, Changes]>([
    ['for another terminal', { over: { terminal: 'terminal-2' } }],
    ['for another epoch', { over: { epoch: 2 } }],
    ['for other bytes', { over: { batch: '0'.repeat(64) } }],
    ['for fewer entries', { results: (all) => all.slice(1) }],
    ['for more entries', { results: (all) => [...all, ...all.slice(0, 1)] }],
    ['in another order', { results: (all) => all.toReversed() }],
    ['for another entry', { results: (all) => all.map((one) => ({ ...one, entry: randomUUID() })) }],
    ['for another hash', { results: (all) => all.map((one) => ({ ...one, hash: '1'.repeat(64) })) }],
    ['for another number', { results: (all) => all.map((one) => ({ ...one, seq: one.seq + 1 })) }],
    [
      'with a status that does not exist',
      { results: (all) => all.map((one) => ({ ...one, status: 'fine' })) },
    ],
    ['that does not counter-sign the checkpoint', { countersign: (note) => note }],
    ['that counter-signs another checkpoint', { countersign: () => otherCheckpoint() }],
    ['of another kind', { type: 'vestibule-verification+jws' }],
  ])(
    'Given an acknowledgement %s, when it arrives, then nothing counts as acknowledged',
    async (_what, changes) => {
      const delivered = new Batches(enrolment, authority(changes)).deliver(batch, never);
      await expect(delivered).rejects.toMatchObject({ code: 'authority-answer-invalid' });
    },
  );

  test('Given an acknowledgement that another key signed, when it arrives, then nothing counts as acknowledged', async () => {
    const key = await generateSigningKey();
    const delivered = new Batches(enrolment, authority({ key })).deliver(batch, never);
    await expect(delivered).rejects.toMatchObject({ code: 'authority-answer-invalid' });
  });
});

interface Result {
  entry: string;
  seq: number;
  hash: string;
  status: string;
  reason?: string;
}

interface Changes {
  statuses?: string[];
  over?: Record<string, unknown>;
  results?: (all: Result[]) => unknown[];
  type?: string;
  key?: PrivateKey;
  countersign?: (note: string) => string | undefined;
}

/** Answers as the authority does, with the changes that the test wants. */
function authority({ statuses = [], over, results = (all) => all, type, key, countersign }: Changes) {
  const countersigned = countersign ?? ((note: string) => countersignCheckpoint(note, signing));
  return answering(async ({ body }) => {
    const all = batch.map(({ header, hash }, index): Result => {
      const status = statuses[index] ?? 'accepted';
      const reason = status === 'refused' ? 'body-malformed' : undefined;
      return { entry: header.id, seq: header.seq, hash, status, reason };
    });
    const sent = JSON.parse(gunzipSync(body ?? '').toString()) as { checkpoint: string };
    const acknowledgement = {
      terminal: 'terminal-1',
      epoch: 1,
      results: results(all),
      cursor: 3,
      head: '0'.repeat(64),
      batch: createHash('sha256')
        .update(gunzipSync(body ?? ''))
        .digest('hex'),
      checkpoint: countersigned(sent.checkpoint),
      at: '2026-11-23T08:00:00Z',
      ...over,
    };
    const kind = type ?? 'vestibule-acknowledgement+jws';
    return { acknowledgement: await signCompact(acknowledgement, key ?? signing, kind) };
  });
}

function otherCheckpoint(): string | undefined {
  const other = { terminal: 'terminal-1', epoch: 1, size: 2, hash: '2'.repeat(64) };
  return countersignCheckpoint(signCheckpoint(other, enrolment.privateKey), signing);
}

function entry(seq: number): WireEntry {
  const hash = String(seq).repeat(64);
  return {
    header: {
      v: 1,
      terminal: 'terminal-1',
      epoch: 1,
      seq,
      id: randomUUID(),
      kind: 'check-in',
      at: '2026-11-23T08:00:00.000Z',
      monotonic: seq,
      clockOffset: null,
      previous: '0'.repeat(64),
      about: null,
      retention: 'hotel',
      cipherHash: hash,
      commitment: hash,
    },
    hash,
    saltBase64: 'AAAA',
    bodyBase64: 'AAAA',
  };
}
