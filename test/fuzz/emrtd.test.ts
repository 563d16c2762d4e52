import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readActiveKey, answersChallenge } from '../../main/credentials/emrtd/active-authentication';
import { mrzKeyIn } from '../../main/credentials/emrtd/access-key';
import { readDocumentGroup, readPersonGroup } from '../../main/credentials/emrtd/details-groups';
import { readDocumentSecurityObject } from '../../main/credentials/emrtd/document-security-object';
import { readFaceGroup } from '../../main/credentials/emrtd/face-group';
import { readChip } from '../../main/credentials/emrtd/read-chip';
import { opened, sessionFrom } from '../../main/credentials/emrtd/secure-messaging';
import { readSecurityGroup, readSecurityInfos } from '../../main/credentials/emrtd/security-infos';
import { suites } from '../../main/credentials/emrtd/suite';
import { readZoneGroup } from '../../main/credentials/emrtd/zone-group';
import { readCertificate } from '../../main/crypto/certificate';
import { readPublicKey } from '../../main/crypto/public-key';
import { Refusal } from '../../main/crypto/refusal';
import { openSignedData, signerOfContent } from '../../main/crypto/signed-data';
import { readTlvs } from '../../main/crypto/tlv';
import { openMasterList } from '../../main/trust/csca-master-list';
import { judge } from '../../main/verification/judge';
import { purposeNamed } from '../../main/verification/purposes';
import { VestibuleError } from '../../shared/domain/error';
import { Verdict } from '../../shared/domain/verdict';
import { keyPairOf } from '../../main/training/passport/sample-state';
import { KEY, makePassport } from '../support/emrtd/sample';
import { NOON, presentation, trustListOf } from '../support/minted';

const passport = makePassport({ pace: { suite: 'aes-128', curve: 13 } });
const active = makePassport({
  proof: { type: 'active', kind: { rsa: 1024, padding: 'pkcs1' }, hash: 'sha1' },
});
const file = (id: string) => Buffer.from(passport.files.get(id) ?? active.files.get(id) ?? []);
const rsa = readPublicKey(
  keyPairOf({ rsa: 1024, padding: 'pkcs1' }).publicKey.export({ type: 'spki', format: 'der' }),
);

/** Anything at all, and what looks right but for a few bytes that were changed, put in or cut off. */
function near(genuine: Buffer): fc.Arbitrary<Uint8Array> {
  const damage = fc.array(
    fc.record({
      at: fc.nat({ max: Math.max(0, genuine.length - 1) }),
      byte: fc.nat({ max: 255 }),
      how: fc.constantFrom('set', 'insert', 'cut'),
    }),
    { minLength: 1, maxLength: 4 },
  );
  const damaged = damage.map((changes) => {
    let bytes = Buffer.from(genuine);
    for (const { at, byte, how } of changes) {
      if (how === 'set' && at < bytes.length) bytes.writeUInt8(byte, at);
      if (how === 'insert')
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.of(byte), bytes.subarray(at)]);
      if (how === 'cut' && at > bytes.length / 2) bytes = bytes.subarray(0, at);
    }
    return new Uint8Array(bytes);
  });
  return fc.oneof(fc.uint8Array({ maxLength: 600 }), damaged, damaged);
}

/** What throws must be one of ours. */
function answers(read: () => unknown): void {
  try {
    read();
  } catch (thrown) {
    if (!(thrown instanceof Refusal) && !(thrown instanceof VestibuleError)) throw thrown;
  }
}

const decoders: readonly (readonly [string, Buffer, (bytes: Uint8Array) => unknown])[] = [
  ['data objects', file('011e'), readTlvs],
  ['EF.SOD', file('011d'), readDocumentSecurityObject],
  ['a signed message', file('011d').subarray(4), (bytes) => signerOfContent(openSignedData(bytes))],
  ['a certificate', Buffer.from(passport.state.root), readCertificate],
  ['a master list', Buffer.from(passport.state.root), openMasterList],
  ['EF.CardAccess', file('010e').subarray(2), readSecurityInfos],
  ['DG1', file('0101'), readZoneGroup],
  ['DG2', file('0102').subarray(0, 400), readFaceGroup],
  ['DG11', file('010b'), readPersonGroup],
  ['DG12', file('010c'), readDocumentGroup],
  ['DG14', file('010e'), readSecurityGroup],
  ['DG15', file('010f'), readActiveKey],
  [
    'a signed challenge',
    Buffer.alloc(128, 1),
    (bytes) => answersChallenge(rsa, undefined, new Uint8Array(8), bytes),
  ],
  [
    'printed lines',
    Buffer.from('I<UTOD23145890<7349<<<<<<<<<<<'),
    (bytes) => mrzKeyIn(Buffer.from(bytes).toString('latin1')),
  ],
];

describe('whatever a chip holds', () => {
  test('Given the genuine files, when they are read, then nothing is refused: the damage starts from what is right', () => {
    readDocumentSecurityObject(file('011d'));
    expect(signerOfContent(openSignedData(file('011d').subarray(4)))).toBeDefined();
    expect(readSecurityInfos(file('010e').subarray(2)).keys).toHaveLength(1);
    expect(readSecurityGroup(file('010e')).keys).toHaveLength(1);
    expect(readActiveKey(file('010f')).type).toBe('rsa');
    expect(readZoneGroup(file('0101')).number).toBe(KEY.documentNumber);
    expect(readFaceGroup(file('0102'))?.mediaType).toBe('image/jpeg');
    expect(readPersonGroup(file('010b')).fullName).toBeDefined();
    expect(readDocumentGroup(file('010c')).validFrom).toBeDefined();
  });

  test.each(decoders)(
    'Given any bytes in place of %s, when they are read, then they are read or refused with a listed reason',
    (_, genuine, read) => {
      fc.assert(
        fc.property(near(genuine), (bytes) => answers(() => read(bytes))),
        { numRuns: 1_000 },
      );
    },
  );

  test.each(Object.values(suites))(
    'Given any bytes as an answer in a session of $name, when they are opened, then they are not authentic',
    (suite) => {
      const session = sessionFrom(suite, Buffer.alloc(32, 3));
      const answer = Buffer.from('8709019ff0ec34f9922651990290008e08ad55cc17140b2ded9000', 'hex');
      fc.assert(
        fc.property(near(answer), (bytes) => {
          expect(() => opened(session, bytes)).toThrow(expect.objectContaining({ code: 'frame-invalid' }));
        }),
        { numRuns: 1_000 },
      );
    },
  );

  test('Given a chip that answers anything at all, when it is read, then the reading ends with a listed error, and ends', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(near(Buffer.concat([file('010e'), Buffer.of(0x90, 0)])), { minLength: 1, maxLength: 30 }),
        async (said) => {
          let at = 0;
          const channel = { transmit: async () => said[at++ % said.length] ?? new Uint8Array() };
          const reading = await readChip(channel, { mrz: KEY }).catch((thrown: unknown) => thrown);
          expect(reading).toBeInstanceOf(VestibuleError);
          expect(at).toBeLessThan(2_000);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('Given a genuine reading with anything changed in its files, when it is judged, then it is refused with a listed reason, or the change said nothing', async () => {
    const reading = await readChip(passport.chip, { mrz: KEY });
    const csca = [passport.state.root.toString('base64')];
    const context = {
      purpose: purposeNamed('hotel.check-in'),
      trust: { list: trustListOf([], {}, { csca }), receivedAt: NOON },
      now: NOON,
      mode: 'training' as const,
      clockOffset: 0,
    };
    const { verdict: unchanged } = await judge(presentation(reading), context);
    const genuine = { outcome: 'verified', claims: unchanged.claims };
    const names = fc.constantFrom('EF.SOD' as const, 'DG1' as const, 'DG11' as const, 'DG14' as const);
    const changed = names.chain((name) =>
      near(Buffer.from(reading.files[name] ?? '', 'base64')).map((bytes) => ({ name, bytes })),
    );
    await fc.assert(
      fc.asyncProperty(changed, async ({ name, bytes }) => {
        if (Buffer.from(bytes).toString('base64') === reading.files[name]) return;
        const files = { ...reading.files, [name]: Buffer.from(bytes).toString('base64') };
        const { verdict } = await judge(presentation({ ...reading, files }), context);
        // Versions and lists of algorithms around the signed content are not signed: nothing is taken from them.
        const { outcome, claims } = Verdict.parse(verdict);
        if (outcome !== 'refused') expect({ outcome, claims }).toEqual(genuine);
        else expect(claims).toEqual({});
      }),
      { numRuns: 500 },
    );
  });
});
