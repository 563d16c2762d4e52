import { DeviceResponse } from '@auth0/mdl';
import { encode, Tagged } from 'cborg';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everythingAllowed } from '../../../main/cli/verify-without-purpose';
import type { HolderRequest } from '../../../main/credentials/format';
import { readDeviceKey } from '../../../main/credentials/mdoc/cose-key';
import { type AgreementKey, agreedSecret } from '../../../main/crypto/key-agreement';
import { judge } from '../../../main/verification/judge';
import { certificates } from '../../support/certificates';
import {
  DEVICE_CURVES,
  type Device,
  type DeviceCurve,
  documentFor,
  mac,
  newDevice,
  scalarOf,
  signature,
} from '../../support/device-document';
import { newSigner, presentation, trustListOf } from '../../support/minted';
import { HOLDER, IN_TIME, MDL, TRANSCRIPT, issuedDocument } from '../../support/mobile-document';

const CURVES = Object.keys(DEVICE_CURVES) as DeviceCurve[];
const ASKED: HolderRequest = { audience: 'x509_hash:example', nonce: 'n', sessionTranscript: TRANSCRIPT };

const heldBy = (device: Device): AgreementKey => ({
  curve: device.name as AgreementKey['curve'],
  scalar: scalarOf(device),
});

async function verdictOf(bytes: Uint8Array, readerKey?: AgreementKey) {
  const dates = { issuedAt: '2020-01-01T00:00:00Z', expiresAt: '2060-01-01T00:00:00Z' };
  const issuer = { formats: ['mdoc'], certificates: [certificates.inter] };
  const content = { type: 'bytes' as const, bytesBase64: Buffer.from(bytes).toString('base64') };
  const { verdict } = await judge(presentation(content), {
    purpose: everythingAllowed,
    trust: { list: trustListOf([], issuer, dates), receivedAt: IN_TIME },
    now: IN_TIME,
    mode: 'live',
    clockOffset: 0,
    asked: { ...ASKED, ...(readerKey && { readerKey }) },
  });
  return verdict;
}
const PROVEN = { outcome: 'verified', checks: expect.arrayContaining([{ name: 'holder-key', ok: true }]) };
const NOT = { outcome: 'refused', reason: 'bad-signature', claims: {} };

describe('a device that signs', () => {
  test.each([...CURVES, 'Ed25519', 'Ed448'] as const)(
    'Given a key on %s, when it signed our session, then it is proven; another’s signature is not',
    async (name) => {
      const [device, thief] = [newDevice(name), newDevice(name)];
      expect(await verdictOf(documentFor(device.coseKey, signature(device)))).toMatchObject(PROVEN);
      expect(await verdictOf(documentFor(device.coseKey, signature(thief)))).toMatchObject(NOT);
    },
  );

  test('Given a key whose y is written by its lowest bit, when it signed, then it is proven', async () => {
    const device = newDevice('brainpoolP384r1');
    const y = Buffer.from(device.coseKey.get(-3) as Uint8Array);
    const compressed = new Map(device.coseKey).set(-3, ((y.at(-1) ?? 0) & 1) === 1);
    const other = new Map(device.coseKey).set(-3, ((y.at(-1) ?? 0) & 1) === 0);
    expect(await verdictOf(documentFor(compressed, signature(device)))).toMatchObject(PROVEN);
    expect(await verdictOf(documentFor(other, signature(device)))).toMatchObject(NOT);
  });

  test('Given an algorithm that is not the key’s, when it signed, then it is refused', async () => {
    const device = newDevice('brainpoolP256r1');
    expect(await verdictOf(documentFor(device.coseKey, signature(device, -35)))).toMatchObject(NOT);
    const edwards = newDevice('Ed25519');
    expect(await verdictOf(documentFor(edwards.coseKey, signature(edwards, -7)))).toMatchObject(NOT);
  });

  test.each([
    ['a point that is not on the curve', (key: Map<number, unknown>) => key.set(-3, Buffer.alloc(32, 1))],
    [
      'a point of zeros',
      (key: Map<number, unknown>) => key.set(-2, Buffer.alloc(32)).set(-3, Buffer.alloc(32)),
    ],
    ['another curve of the same length', (key: Map<number, unknown>) => key.set(-1, 1)],
    ['a key of another type', (key: Map<number, unknown>) => key.set(1, 1)],
    ['a curve that nobody knows', (key: Map<number, unknown>) => key.set(-1, 8)],
    ['no y', (key: Map<number, unknown>) => key.set(-3, null)],
  ])('Given a document for %s, when a device signed, then it is not that device', async (_, spoil) => {
    const device = newDevice('brainpoolP256r1');
    const spoilt = spoil(new Map(device.coseKey));
    expect(await verdictOf(documentFor(spoilt, signature(device)))).toMatchObject(NOT);
  });
});

describe('a device that sends a MAC', () => {
  test.each([...CURVES, 'X25519', 'X448'] as const)(
    'Given a key on %s, when it agreed with our key, then it is proven; who agreed with another, or is another, is not',
    async (name) => {
      const [device, reader, other] = [newDevice(name), newDevice(name), newDevice(name)];
      const answer = documentFor(device.coseKey, mac(device, reader.publicKey));
      expect(await verdictOf(answer, heldBy(reader))).toMatchObject(PROVEN);
      expect(await verdictOf(answer, heldBy(other))).toMatchObject(NOT);
      const stolen = documentFor(device.coseKey, mac(other, reader.publicKey));
      expect(await verdictOf(stolen, heldBy(reader))).toMatchObject(NOT);
    },
  );

  test('Given a MAC by a library that is not ours, when it agreed with our key, then it is proven', async () => {
    const [device, reader] = [newSigner('ES256'), newDevice('secp256r1')];
    const fields = Object.keys(HOLDER).map((name) => ({
      path: [`$['org.iso.18013.5.1']['${name}']`],
      intent_to_retain: false,
    }));
    const format = { mso_mdoc: { alg: ['ES256'] } };
    const constraints = { limit_disclosure: 'required', fields };
    const answer = await DeviceResponse.from(await issuedDocument({ device }))
      .usingPresentationDefinition({ id: 'r', input_descriptors: [{ id: MDL, format, constraints }] })
      .usingSessionTranscriptBytes(Buffer.from(encode(new Tagged(24, TRANSCRIPT))))
      .authenticateWithMAC(
        { ...device.privateKey.export({ format: 'jwk' }) },
        encode(reader.coseKey),
        'HS256',
      )
      .sign();
    expect(await verdictOf(answer.encode(), heldBy(reader))).toMatchObject(PROVEN);
  });

  test('Given no key of ours, or one on another curve, when a MAC comes, then it proves nothing', async () => {
    const [device, reader] = [newDevice('secp256r1'), newDevice('secp256r1')];
    const answer = documentFor(device.coseKey, mac(device, reader.publicKey));
    expect(await verdictOf(answer)).toMatchObject({ outcome: 'refused', reason: 'unsupported' });
    expect(await verdictOf(answer, heldBy(newDevice('secp384r1')))).toMatchObject(NOT);
  });

  test('Given another algorithm, or a MAC that is cut short, when it comes, then it proves nothing', async () => {
    const [device, reader] = [newDevice('X25519'), newDevice('X25519')];
    const short = mac(device, reader.publicKey) as Map<string, unknown[]>;
    const [header, open, nil, tag] = short.get('deviceMac') ?? [];
    short.set('deviceMac', [header, open, nil, (tag as Buffer).subarray(0, 8)]);
    expect(await verdictOf(documentFor(device.coseKey, short), heldBy(reader))).toMatchObject(NOT);
    const weak = mac(device, reader.publicKey, 4);
    expect(await verdictOf(documentFor(device.coseKey, weak), heldBy(reader))).toMatchObject(NOT);
  });

  test('Given a signature and a MAC, or neither, when they come, then that is no answer', async () => {
    const [device, reader] = [newDevice('secp256r1'), newDevice('secp256r1')];
    const both = new Map([
      ...(mac(device, reader.publicKey) as Map<string, unknown>),
      ...(signature(device) as Map<string, unknown>),
    ]);
    for (const auth of [both, new Map()]) {
      const verdict = await verdictOf(documentFor(device.coseKey, auth), heldBy(reader));
      expect(verdict).toMatchObject({ outcome: 'refused', reason: 'malformed' });
    }
  });

  test('Given a signature where a MAC has to be, when it comes with its tag, then it is another kind of message', async () => {
    const [device, reader] = [newDevice('secp256r1'), newDevice('secp256r1')];
    const [message] = [...(signature(device) as Map<string, unknown>).values()];
    const verdict = await verdictOf(
      documentFor(device.coseKey, new Map([['deviceMac', new Tagged(18, message)]])),
      heldBy(reader),
    );
    expect(verdict).toMatchObject({ outcome: 'refused', reason: 'unsupported' });
  });
});

describe('agreeing on a secret', () => {
  const small = ['00', '01', 'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800'];
  test.each(small)(
    'Given the point %s of small order on X25519, when we agree, then there is no secret',
    (hex) => {
      const point = Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(32)]).subarray(0, 32);
      expect(agreedSecret(heldBy(newDevice('X25519')), { curve: 'X25519', point })).toBeUndefined();
    },
  );

  test('Given anything as a COSE key, when it is read, then it is a key or none, and never an error', () => {
    const member = fc.oneof(fc.uint8Array({ maxLength: 70 }), fc.boolean(), fc.integer(), fc.constant(null));
    const curve = fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 256, 257, 258, 259);
    fc.assert(
      fc.property(fc.constantFrom(1, 2), curve, member, member, (type, number, x, y) => {
        const key = readDeviceKey(
          new Map<number, typeof member extends fc.Arbitrary<infer T> ? T : never>([
            [1, type],
            [-1, number],
            [-2, x],
            [-3, y],
          ]),
        );
        expect(key?.signed('ES256', Buffer.alloc(3), Buffer.alloc(64)) ?? false).toBe(false);
        const own = { curve: 'X25519', scalar: Buffer.alloc(32, 8) } as const;
        if (key?.agreement) agreedSecret(own, key.agreement);
      }),
      { numRuns: 300 },
    );
  });
});
