import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { WireEntry } from '../../../shared/domain/entry';
import { VestibuleError } from '../../../shared/domain/error';
import { isSignedByAuthority, signCheckpoint } from '../../crypto/checkpoint';
import { signDetached } from '../../crypto/jws';
import type { AuthorisedExchange } from './authorised-exchange';
import type { Enrolment } from './enrolment';
import { invalid, parseAnswer } from './exchange';
import { Acknowledgement, SignedAcknowledgement } from './schemas';
import { SigningKey } from './signing-key';

const OPERATION = { method: 'POST', path: '/v1/entries' } as const;
const compress = promisify(gzip);

/** What the authority says about a batch, once its signature and every line of it have been checked. */
export interface DeliveryAnswer {
  /** One for each entry, in the order of the batch. */
  results: { entry: string; status: 'acknowledged' | 'refused'; reason?: string }[];
  /** The signed acknowledgement itself, compact JWS. */
  acknowledgement: string;
  /** The highest sequence number up to which the authority misses nothing. */
  cursor: number;
}

/**
 * Delivers batches of entries with a checkpoint at their end, signed as the very bytes that travel. The same entries
 * give the same bytes again.
 */
export class Batches {
  constructor(
    private readonly enrolment: Enrolment,
    private readonly exchange: Pick<AuthorisedExchange, 'send'>,
    private readonly key = new SigningKey(enrolment),
  ) {}

  async deliver(entries: readonly WireEntry[], signal: AbortSignal): Promise<DeliveryAnswer> {
    const { bytes, signature, checkpoint } = await signBatch(entries, this.enrolment);
    const answer = await this.exchange.send({
      ...OPERATION,
      headers: {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        'jws-signature': signature,
      },
      body: await compress(bytes),
      signal,
    });
    const { acknowledgement } = parseAnswer(OPERATION, answer, SignedAcknowledgement);
    const { results, cursor } = await this.#read(acknowledgement, entries, { checkpoint, bytes, signal });
    return {
      results: results.map(({ entry, status, reason }) =>
        status === 'refused' ? { entry, status, reason } : { entry, status: 'acknowledged' },
      ),
      acknowledgement,
      cursor,
    };
  }

  /** The acknowledgement, if the authority signed it for this terminal, these bytes and each of these entries. */
  async #read(
    jws: string,
    entries: readonly WireEntry[],
    { checkpoint, bytes, signal }: { checkpoint: string; bytes: Buffer; signal: AbortSignal },
  ): Promise<Acknowledgement> {
    const { terminal } = this.enrolment;
    const payload = await this.key.open(jws, 'vestibule-acknowledgement+jws', signal);
    const read = Acknowledgement.safeParse(payload);
    if (!read.success) throw invalid(OPERATION, 'it is not signed by the authority, or malformed');
    const acknowledgement = read.data;
    const sameBytes = acknowledgement.batch === createHash('sha256').update(bytes).digest('hex');
    if (acknowledgement.terminal !== terminal || !sameBytes || !answersEach(acknowledgement, entries)) {
      throw invalid(OPERATION, 'it acknowledges something else');
    }
    const countersigned = acknowledgement.checkpoint;
    if (!countersigned.startsWith(checkpoint) || !isSignedByAuthority(countersigned, this.key.current)) {
      throw invalid(OPERATION, 'it does not counter-sign the checkpoint');
    }
    return acknowledgement;
  }
}

/**
 * A batch as it travels: its bytes with the checkpoint at its end, and the terminal's detached signature over
 * them. Throws bad-request for an empty one.
 */
export async function signBatch(
  entries: readonly WireEntry[],
  { privateKey }: Pick<Enrolment, 'privateKey'>,
): Promise<{ bytes: Buffer; signature: string; checkpoint: string }> {
  const last = entries.at(-1);
  if (!last) throw new VestibuleError('bad-request', 'A batch holds at least one entry.');
  const { terminal, epoch, seq: size } = last.header;
  const checkpoint = signCheckpoint({ terminal, epoch, size, hash: last.hash }, privateKey);
  const bytes = Buffer.from(JSON.stringify({ entries, checkpoint }));
  return { bytes, checkpoint, signature: await signDetached(bytes, privateKey, 'vestibule-entries+jws') };
}

function answersEach({ results, epoch }: Acknowledgement, entries: readonly WireEntry[]): boolean {
  return (
    results.length === entries.length &&
    entries.every(({ header, hash }, index) => {
      const result = results[index];
      return (
        header.epoch === epoch &&
        result?.entry === header.id &&
        result.seq === header.seq &&
        result.hash === hash
      );
    })
  );
}
