import { encode, Tagged } from 'cborg';
import { readWalletAnswer } from '../../../main/authority/server/wallet/wallet-answer';
import type { PresentationRequest } from '../../../main/authority/server/wallet/presentation-requests';
import { opened, sessionFrom } from '../../../main/credentials/emrtd/secure-messaging';
import { suites } from '../../../main/credentials/emrtd/suite';
import { readDeviceKey } from '../../../main/credentials/mdoc/cose-key';
import { mdoc } from '../../../main/credentials/mdoc/mdoc';
import { compactOf } from '../../../main/credentials/sd-jwt-vc/json-serialisation';
import { sdJwtVc } from '../../../main/credentials/sd-jwt-vc/sd-jwt-vc';
import { decodeCbor } from '../../../main/crypto/cbor';
import { keyOfChain } from '../../../main/crypto/certificate-chain';
import { extensionsOfCertificate } from '../../../main/crypto/certificate-extensions';
import { isMac0By } from '../../../main/crypto/cose-mac0';
import { generateSealingKey } from '../../../main/crypto/jwk';
import { readSuccession } from '../../../main/crypto/succession';
import { writeTlv } from '../../../main/crypto/tlv';
import { certificates } from '../../support/certificates';
import { documentFor, newDevice, signature } from '../../support/device-document';
import { NOON } from '../../support/minted';
import { type Decoder, decoder } from './decoder';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
const part = (value: Uint8Array | string) => Buffer.from(value).toString('base64url');

/** What only who holds a key can say, and what is read before any key is asked: changes of a whole message seldom get there. */
export function insideDecoders(): Decoder[] {
  const device = newDevice('secp256r1');
  const response = documentFor(device.coseKey, signature(device));
  const payload = JSON.stringify({ vct: 'urn:x', _sd: ['a'], iss: 'https://issuer.example', exp: 2e9 });
  const chain = [certificates.leaf, certificates.inter].map((one) => Buffer.from(one, 'base64'));
  const statement = `${part('{"alg":"ES256"}')}.${part('{"number":1}')}.AAAA`;
  return [
    decoder('mobile document', [response], (bytes) => mdoc.decode({ bytes }, NOON)),
    decoder('element of a mobile document', [encode(new Map([['digestID', 0]]))], (item) => {
      const spaces = new Map([['org.iso.18013.5.1', [new Tagged(24, item)]]]);
      mdoc.decode({ bytes: withSpaces(response, spaces) }, NOON);
    }),
    decoder('key of a device', [encode(device.coseKey)], (bytes) => {
      const key = decodeCbor(bytes);
      if (key instanceof Map) readDeviceKey(key)?.signed('ES256', bytes, new Uint8Array(64));
    }),
    decoder(
      'MAC of a device',
      [encode([Buffer.from('a10105', 'hex'), new Map(), null, Buffer.alloc(32)])],
      (bytes) => isMac0By(new Uint8Array(32), decodeCbor(bytes), Buffer.from('x')),
    ),
    decoder('payload of an SD-JWT', [payload], (bytes) =>
      sdJwtVc.decode(
        { bytes, text: `${part('{"alg":"ES256","typ":"dc+sd-jwt"}')}.${part(bytes)}.AAAA~` },
        NOON,
      ),
    ),
    decoder(
      'SD-JWT as JSON',
      [JSON.stringify({ payload: 'e30', protected: 'e30', signature: 'AAAA' })],
      (bytes) => compactOf(text(bytes)),
    ),
    decoder('leaf of a chain', chain, (bytes) => keyOfChain([bytes], chain, NOON)),
    decoder('extensions of a certificate', chain, extensionsOfCertificate),
    decoder(
      'secured answer of a chip',
      [writeTlv(0x99, Buffer.of(0x90, 0)), writeTlv(0x87, Buffer.alloc(17, 1))],
      securedAnswer,
    ),
    decoder('answer of a wallet', ['{"vp_token":{"pid":["eyJ"]},"state":"A"}'], walletAnswer),
    decoder('succession of a key', [statement], (bytes) => readSuccession(text(bytes))),
  ];
}

/** The response with other elements under its intact security object. */
function withSpaces(response: Uint8Array, spaces: Map<string, unknown>): Uint8Array {
  const whole = decodeCbor(response) as Map<string, unknown>;
  const [document] = whole.get('documents') as Map<string, Map<string, unknown>>[];
  const issuerAuth = document?.get('issuerSigned')?.get('issuerAuth');
  return encode(
    new Map([
      ['nameSpaces', spaces],
      ['issuerAuth', issuerAuth],
    ] as [string, unknown][]),
  );
}

/** Data objects that the chip authenticated in a session: whoever has its keys can say anything. */
function securedAnswer(objects: Uint8Array): void {
  for (const suite of [suites['3des'], suites['aes-128']]) {
    const session = sessionFrom(suite, Buffer.alloc(16, 1));
    const counter = new Uint8Array(suite.block);
    counter[suite.block - 1] = 1;
    const mac = suite.macMessage(session.macKey, Buffer.concat([counter, objects]));
    opened(session, Buffer.concat([objects, writeTlv(0x8e, mac), Buffer.of(0x90, 0)]));
  }
}

const encryptionKey = generateSealingKey();

/** A form as it was posted, sealed or not. */
async function walletAnswer(bytes: Uint8Array): Promise<void> {
  const common = { id: 'A', formats: ['sd-jwt-vc', 'mdoc'], encryptionKey: await encryptionKey };
  for (const responseMode of ['direct_post', 'direct_post.jwt'] as const) {
    const request = { ...common, responseMode } as unknown as PresentationRequest;
    await readWalletAnswer({ vp_token: text(bytes), state: 'A' }, request);
    await readWalletAnswer({ response: text(bytes) }, request);
    const json: unknown = jsonOf(bytes);
    if (typeof json === 'object' && json !== null) await readWalletAnswer({ ...json }, request);
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(text(bytes));
  } catch {
    return undefined;
  }
}
