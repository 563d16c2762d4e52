import { deflateSync, gzipSync } from 'node:zlib';
import { isDeepStrictEqual } from 'node:util';
import { formats } from '../../../main/credentials/formats';
import { layOpen } from '../../../main/credentials/presented';
import { decodeBase45, encodeBase45 } from '../../../main/crypto/base45';
import { decodeCbor } from '../../../main/crypto/cbor';
import { coseSign1Of, openCoseSign1 } from '../../../main/crypto/cose-sign1';
import { inflate } from '../../../main/crypto/inflate';
import { openJwt } from '../../../main/crypto/jwt';
import type { Claims } from '../../../shared/domain/claims';
import type { PresentationContent } from '../../../shared/domain/presentation';
import { Verdict } from '../../../shared/domain/verdict';
import { digitsOf } from '../../support/aadhaar-code';
import { claim169Code, cwt, newSigner, NOON, presentation, trustListOf } from '../../support/minted';
import { vectorFiles } from '../../support/vectors/files';
import { contextOf, judged } from '../../support/vectors/judged';
import type { Vector, VectorFile } from '../../support/vectors/vector';
import { judge } from '../../../main/verification/judge';
import { type Decoder, decoder } from './decoder';

const LARGEST = 65_536;
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
const asBytes = (bytes: Uint8Array): PresentationContent => ({
  type: 'bytes',
  bytesBase64: Buffer.from(bytes).toString('base64'),
});

/** Codes as readers deliver them, one decoder a format, and the layers inside. */
export async function codeDecoders(): Promise<Decoder[]> {
  const files = vectorFiles();
  const whole = await Promise.all(files.map(presentedAs));
  return [...whole, ...layers(files), ...insides(files), everyFormat(files)];
}

/** What a format makes of a whole presentation; green only what says the same as something that was signed. */
async function presentedAs(file: VectorFile): Promise<Decoder> {
  const vector = file.vectors.find(({ expect: { outcome } }) => outcome !== 'refused') ?? file.vectors[0];
  if (!vector) throw new Error(`no vector of ${file.format}`);
  const genuine = await Promise.all(file.vectors.map(async (one) => (await judged(file, one)).claims));
  const seeds = file.vectors.flatMap(({ content }) => bytesOf(content));
  return decoder(`presented ${file.format}`, seeds, async (bytes) => {
    const { verdict } = await judge(presentation(inPlace(vector, bytes)), contextOf(file, vector));
    const { outcome, claims } = Verdict.parse(verdict);
    if (outcome !== 'verified' || file.format === 'resident-card') return;
    if (!genuine.some((each) => saysNoMore(claims, each))) throw new Error('green, and nobody signed it');
  });
}

/** Whether claims are those of somebody, or some of them: a holder may keep back what a wallet holds, and a name is put together from its parts. */
function saysNoMore(claims: Claims, genuine: Claims): boolean {
  const { fullName: _, ...others } = claims;
  return isDeepStrictEqual({ ...genuine, ...others }, genuine);
}

function bytesOf(content: Vector['content']): Uint8Array[] {
  if (content.type === 'text') return [Buffer.from(content.text)];
  if (content.type === 'bytes') return [Buffer.from(content.bytesBase64, 'base64')];
  if (content.type === 'resident-card') return [Buffer.from(content.textBase64, 'base64')];
  if (content.type === 'emrtd') return [Buffer.from(content.files['EF.SOD'] ?? '', 'base64')];
  return [];
}

function inPlace({ content }: Vector, bytes: Uint8Array): PresentationContent {
  const base64 = Buffer.from(bytes).toString('base64');
  if (content.type === 'resident-card') return { ...content, textBase64: base64 };
  if (content.type === 'emrtd') return { ...content, files: { ...content.files, 'EF.SOD': base64 } };
  return asBytes(bytes);
}

function layers(files: readonly VectorFile[]): Decoder[] {
  const codes = files
    .filter(({ format }) => format === 'claim-169')
    .flatMap(({ vectors }) =>
      vectors.flatMap(({ content }) => (content.type === 'text' ? content.text : [])),
    );
  const packed = codes.flatMap((code) => opened(() => decodeBase45(code)));
  const messages = packed.flatMap((bytes) => opened(() => inflate(bytes, LARGEST)));
  const jwts = files
    .filter(({ format }) => format === 'sd-jwt-vc')
    .flatMap(({ vectors }) =>
      vectors.flatMap(({ content }) => (content.type === 'text' ? content.text : [])),
    );
  return [
    decoder('base45', codes, (bytes) => decodeBase45(text(bytes))),
    decoder('zlib', packed, (bytes) => inflate(bytes, LARGEST)),
    decoder('CBOR', messages, (bytes) => decodeCbor(bytes)),
    decoder('COSE', messages, (bytes) => {
      openCoseSign1(bytes);
      coseSign1Of(decodeCbor(bytes));
    }),
    decoder(
      'JWT',
      jwts.map((jwt) => jwt.split('~')[0] ?? ''),
      (bytes) => openJwt(text(bytes)),
    ),
  ];
}

/** What stands inside an intact wrapping, which a change of the whole code seldom reaches. */
function insides(files: readonly VectorFile[]): Decoder[] {
  const signer = newSigner('EdDSA');
  const list = trustListOf([signer]);
  const file = { trust: list };
  const at = NOON.toISOString();
  const judgedInside = (content: PresentationContent) =>
    judged(file, { name: '', mode: 'live', at, content });
  const messages = files
    .filter(({ format }) => format === 'claim-169' || format === 'hcert')
    .flatMap(({ vectors }) => vectors.flatMap(({ content }) => (content.type === 'text' ? content.text : [])))
    .flatMap((code) => opened(() => inflate(decodeBase45(code.replace(/^HC1:/, '')), LARGEST)));
  return [
    decoder('COSE behind base45 and zlib', messages, (bytes) =>
      judgedInside({ type: 'text', text: encodeBase45(deflateSync(bytes)) }),
    ),
    decoder('health certificate behind base45 and zlib', messages, (bytes) =>
      judgedInside({ type: 'text', text: `HC1:${encodeBase45(deflateSync(bytes))}` }),
    ),
    decoder('claims set that the issuer signed', [cwt()], (payload) =>
      judgedInside({ type: 'text', text: claim169Code({ signer, payload }) }),
    ),
    decoder(
      'Aadhaar fields behind gzip',
      [Buffer.from('V2ÿ3ÿ432120260308114407437ÿAsha', 'latin1')],
      (bytes) =>
        judgedInside({
          type: 'text',
          text: digitsOf(gzipSync(Buffer.concat([bytes, Buffer.alloc(512, 1)]))),
        }),
    ),
  ];
}

/** Each format's decoder on what another format brought. */
function everyFormat(files: readonly VectorFile[]): Decoder {
  const seeds = files.flatMap(({ vectors }) => vectors.flatMap(({ content }) => bytesOf(content)));
  return decoder('every format on anything', seeds, (bytes) => {
    const presented = layOpen(asBytes(bytes));
    for (const format of formats) {
      try {
        format.recognise(presented, []);
        format.decode(presented, NOON);
      } catch (thrown) {
        if (!(thrown instanceof Error && thrown.name === 'Refusal')) throw thrown;
      }
    }
  });
}

function opened(open: () => Uint8Array): Uint8Array[] {
  try {
    return [open()];
  } catch {
    return [];
  }
}
