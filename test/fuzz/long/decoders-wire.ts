import { unverifiedPayload } from '../../../main/crypto/compact-jws';
import { generateSealingKey } from '../../../main/crypto/jwk';
import { open } from '../../../main/crypto/jwe';
import { readCheckpoint } from '../../../main/crypto/checkpoint';
import { noteText } from '../../../main/crypto/signed-note';
import { entryRefusal, readEntry } from '../../../main/authority/server/entry-check';
import { readStatusList } from '../../../main/trust/status-list';
import { readTrustList } from '../../../main/trust/read-trust-list';
import { purposes, readPurpose } from '../../../main/verification/purposes';
import { createDispatcher } from '../../../shared/contract/dispatch';
import { WireEntry } from '../../../shared/domain/entry';
import { newSigner, trustListOf } from '../../support/minted';
import { statusListToken } from '../../support/status-list-token';
import { type Decoder, decoder } from './decoder';

/** What comes over the network, from files and from windows. */
export function wireDecoders(): Decoder[] {
  const signer = newSigner('ES256', 'issuer-1');
  const list = trustListOf([signer]);
  const receivedAt = new Date('2026-11-20T12:00:00Z');
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
  const json = (bytes: Uint8Array): unknown => {
    try {
      return JSON.parse(text(bytes));
    } catch {
      return undefined;
    }
  };
  const dispatch = createDispatcher<never>({});
  const sealing = generateSealingKey();
  const call = JSON.stringify({
    name: 'check-in',
    request: { verdict: 'x', purpose: 'hotel.check-in', form: {} },
  });
  return [
    decoder('status list', [statusListToken({ signer })], (bytes) =>
      readStatusList(text(bytes), { issuers: list.issuers, receivedAt }),
    ),
    decoder('trust list', [JSON.stringify(list)], (bytes) => readTrustList(json(bytes))),
    decoder(
      'purpose',
      purposes.map((purpose) => JSON.stringify(purpose)),
      (bytes) => readPurpose(json(bytes)),
    ),
    decoder('signed note', ['vestibule/T-1/1\n5\nAAAA\n\n— T-1 AAAA\n'], (bytes) => {
      noteText(text(bytes));
      readCheckpoint(text(bytes));
    }),
    decoder('JWE', ['eyJhbGciOiJFQ0RILUVTIn0..AAAA.AAAA.AAAA'], async (bytes) =>
      open(text(bytes), await sealing),
    ),
    decoder('compact JWS', ['eyJhbGciOiJFUzI1NiJ9.eyJhIjoxfQ.AAAA'], (bytes) =>
      unverifiedPayload(text(bytes)),
    ),
    decoder('entry on the wire', [JSON.stringify({ header: {}, hash: '0'.repeat(64) })], (bytes) => {
      const entry = WireEntry.safeParse(json(bytes));
      if (entry.success) entryRefusal(readEntry(entry.data), '0'.repeat(64));
    }),
    decoder('call of a window', [call], async (bytes) => {
      const message = json(bytes);
      const { name, request } =
        typeof message === 'object' && message !== null
          ? { name: undefined, request: undefined, ...message }
          : {};
      await dispatch(name, request);
    }),
  ];
}
