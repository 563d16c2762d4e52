import { FlattenJSON, GeneralJSON } from '@sd-jwt/core';
import { certificates } from '../certificates';
import { type Device, documentFor, mac, newDevice, scalarOf, signature } from '../device-document';
import { NOON, newSigner, trustListOf } from '../minted';
import { IN_TIME, TRANSCRIPT, response } from '../mobile-document';
import { jwt } from '../status-list-token';
import { PID, REQUEST, issued, presented } from '../wallet-credential';
import { vectorKeys } from './keys';
import type { RecipeFile } from './recipes';
import { signerOf } from './signers';

const LOGIN = { iss: PID.iss, sub: 'u-1', name: 'Zoë Müller', birthdate: '1990-03-07', aud: 'shop' };
const GREEN = { outcome: 'verified', assurance: 'offline-signature' } as const;
const DATES = { expiresAt: '2040-01-01T00:00:00Z' };

/** What wallets present, issued by libraries that are not ours. */
export async function wallets(): Promise<RecipeFile[]> {
  return [await sdJwts(), await mobileDocuments()];
}

async function sdJwts(): Promise<RecipeFile> {
  const issuer = signerOf(vectorKeys.ES256, 'ES256', 'issuer-1');
  const holder = signerOf(vectorKeys.holder, 'ES256');
  const at = NOON.toISOString();
  const text = (given: string) => ({ type: 'text', text: given }) as const;
  const bound = await presented({ issuer, holder });
  const credential = await issued({ issuer });
  const claims = { fullName: 'Müller, Zoë', birthDate: '1990-03-07' };
  const expired = { ...PID, exp: NOON.getTime() / 1000 - 3_600 };
  const stranger = { ...newSigner('ES256', 'issuer-1') };
  return {
    format: 'sd-jwt-vc',
    note: 'SD-JWT VC: disclosures, key binding.',
    isSignedAnew: true,
    trust: trustListOf([issuer], { formats: ['sd-jwt-vc'] }, DATES),
    recipes: [
      { name: 'bound to no key', content: text(credential), at, expect: { ...GREEN, claims } },
      {
        name: 'an answer to our request, signed by the holder',
        content: text(bound),
        at,
        asked: REQUEST,
        expect: { ...GREEN, claims },
      },
      {
        name: 'an answer to another request',
        content: text(bound),
        at,
        asked: { ...REQUEST, nonce: 'another' },
        expect: { outcome: 'refused', reason: 'replayed' },
      },
      {
        name: 'the same, for a hotel, which takes no copy',
        content: text(bound),
        at,
        purpose: 'hotel.check-in',
        expect: { outcome: 'refused', reason: 'not-permitted' },
      },
      {
        name: 'bound to no key, as flattened JSON',
        content: text(JSON.stringify(FlattenJSON.fromEncode(credential).toJson())),
        at,
        expect: { ...GREEN, claims },
      },
      {
        name: 'an answer to our request, as general JSON',
        content: text(JSON.stringify(GeneralJSON.fromEncode(bound).toJson())),
        at,
        asked: REQUEST,
        expect: { ...GREEN, claims },
      },
      {
        name: 'a token of a login by the same issuer',
        content: text(`${jwt(issuer, { alg: 'ES256', kid: 'issuer-1' }, LOGIN)}~`),
        at,
        expect: { outcome: 'refused', reason: 'malformed' },
      },
      {
        name: 'expired',
        content: text(await issued({ issuer, payload: expired })),
        at,
        expect: { outcome: 'refused', reason: 'expired' },
      },
      {
        name: 'signed by a stranger',
        content: text(await issued({ issuer: stranger })),
        at,
        expect: { outcome: 'refused', reason: 'bad-signature' },
      },
      {
        name: 'a disclosure that no digest names',
        content: text(`${credential}${Buffer.from('["salt","sex",1]').toString('base64url')}~`),
        at,
        expect: { outcome: 'refused', reason: 'malformed' },
      },
    ],
  };
}

async function mobileDocuments(): Promise<RecipeFile> {
  const at = IN_TIME.toISOString();
  const bytes = (given: Buffer) => ({ type: 'bytes', bytesBase64: given.toString('base64') }) as const;
  const asked = {
    audience: 'x509_hash:example',
    nonce: 'n',
    sessionTranscriptBase64: Buffer.from(TRANSCRIPT).toString('base64'),
  };
  const answer = await response();
  const claims = { fullName: 'Mustermann, Erika', birthDate: '1990-03-07', documentNumber: 'T0000000' };
  return {
    format: 'mdoc',
    note: 'Mobile documents (ISO 18013-5): the response of a wallet.',
    isSignedAnew: true,
    trust: trustListOf([], { formats: ['mdoc'], certificates: [certificates.inter] }, DATES),
    recipes: [
      { name: 'an answer to our request', content: bytes(answer), at, asked, expect: { ...GREEN, claims } },
      {
        name: 'an answer in another session',
        content: bytes(answer),
        at,
        asked: {
          ...asked,
          sessionTranscriptBase64: Buffer.from([0x83, 0xf6, 0xf6, 0xf6]).toString('base64'),
        },
        expect: { outcome: 'refused', reason: 'bad-signature' },
      },
      {
        name: 'issued by a forger',
        content: bytes(await response({ forged: true })),
        at,
        asked,
        expect: { outcome: 'refused', reason: 'bad-signature' },
      },
      ...SIGNING.map((name) => {
        const device = newDevice(name);
        const content = bytes(documentFor(device.coseKey, signature(device)));
        return { name: `a device that signs with ${name}`, content, at, asked, expect: { ...GREEN, claims } };
      }),
      ...AGREEING.flatMap((name) => {
        const [device, reader, thief] = [newDevice(name), newDevice(name), newDevice(name)];
        const readerKey = { curve: name, scalarBase64: Buffer.from(scalarOf(reader)).toString('base64') };
        const answerOf = (one: Device) => bytes(documentFor(device.coseKey, mac(one, reader.publicKey)));
        const common = { at, asked: { ...asked, readerKey } };
        return [
          {
            ...common,
            name: `a device that sends a MAC, agreed on over ${name}`,
            content: answerOf(device),
            expect: { ...GREEN, claims },
          },
          {
            ...common,
            name: `a MAC of another device over ${name}`,
            content: answerOf(thief),
            expect: { outcome: 'refused', reason: 'bad-signature' } as const,
          },
        ];
      }),
    ],
  };
}

/** Keys of devices that libraries of others do not make. */
const SIGNING = ['brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1', 'Ed25519'] as const;
const AGREEING = ['secp256r1', 'brainpoolP256r1', 'X25519'] as const;
