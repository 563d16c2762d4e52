/** Mobile documents, issued and presented by a library that is not ours. Its CBOR stays in the tests that ask for it. */
import { DeviceResponse, Document, MDoc } from '@auth0/mdl';
import { encode, Tagged } from 'cborg';
import { certificates, leafKey, rogueKey } from './certificates';
import { type Signer, newSigner } from './minted';

/** Within the time of the certificates made for the tests. */
export const IN_TIME = new Date('2030-06-01T00:00:00Z');
export const MDL = 'org.iso.18013.5.1.mDL';
const NAMESPACE = 'org.iso.18013.5.1';
const DAY = 86_400_000;

/** Somebody who does not exist. */
export const HOLDER = {
  family_name: 'Mustermann',
  given_name: 'Erika',
  birth_date: '1990-03-07',
  issue_date: '2026-01-01',
  expiry_date: '2035-01-01',
  issuing_country: 'UT',
  issuing_authority: 'Example Office',
  document_number: 'T0000000',
  nationality: 'UT',
  sex: 2,
  portrait: Buffer.from('ffd8ffe000104a464946', 'hex'),
} as const;

export interface MobileDocument {
  readonly device?: Signer;
  readonly namespace?: string;
  readonly elements?: Readonly<Record<string, unknown>>;
  readonly validUntil?: Date;
  readonly hash?: 'SHA-256' | 'SHA-384' | 'SHA-512';
  readonly forged?: boolean;
}

const deviceKey = newSigner('ES256');

export async function issuedDocument(document: MobileDocument = {}): Promise<MDoc> {
  const { device = deviceKey, elements = HOLDER, hash = 'SHA-256', forged = false } = document;
  const { validUntil = new Date(IN_TIME.getTime() + DAY) } = document;
  const signed = new Date(IN_TIME.getTime() - DAY);
  const signature = await new Document(MDL)
    .addIssuerNameSpace(document.namespace ?? NAMESPACE, elements)
    .useDigestAlgorithm(hash)
    .addValidityInfo({ signed, validFrom: signed, validUntil })
    .addDeviceKeyInfo({ deviceKey: { ...device.publicJwk } })
    .sign({
      issuerPrivateKey: { ...(forged ? rogueKey : leafKey) },
      issuerCertificate: pem(certificates.leaf),
      alg: 'ES256',
      kid: 'issuer-1',
    });
  return new MDoc([signature]);
}

/** A transcript as OpenID4VP has them; what is in it is between wallet and verifier. */
export const TRANSCRIPT = encode([null, null, ['OpenID4VPHandover', Buffer.alloc(32, 7)]]);

/** The wallet's answer: DeviceResponse with the device's signature over the transcript. */
export async function response(
  document: MobileDocument = {},
  transcript: Uint8Array = TRANSCRIPT,
): Promise<Buffer> {
  const { device = deviceKey, elements = HOLDER, namespace = NAMESPACE } = document;
  const fields = Object.keys(elements).map((name) => ({
    path: [`$['${namespace}']['${name}']`],
    intent_to_retain: false,
  }));
  const answer = await DeviceResponse.from(await issuedDocument(document))
    .usingPresentationDefinition({
      id: 'request',
      input_descriptors: [
        {
          id: MDL,
          format: { mso_mdoc: { alg: ['ES256'] } },
          constraints: { limit_disclosure: 'required', fields },
        },
      ],
    })
    .usingSessionTranscriptBytes(Buffer.from(encode(new Tagged(24, transcript))))
    .authenticateWithSignature({ ...device.privateKey.export({ format: 'jwk' }) }, 'ES256')
    .sign();
  return answer.encode();
}

function pem(base64: string): string {
  return `-----BEGIN CERTIFICATE-----\n${base64.replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}
