import { Tagged, encode } from 'cborg';
import { z } from 'zod';
import { VestibuleError } from '../../../shared/domain/error';
import { walletTranscript } from '../../credentials/mdoc/wallet-transcript';
import { type CborValue, CborTag, decodeCbor } from '../../crypto/cbor';
import { seal } from '../../crypto/jwe';
import { type PrivateKey, generateSigningKey, publicHalf, thumbprint } from '../../crypto/jwk';
import { embedded, signed } from './mint-mdoc';
import { bound, disclosing } from './mint-sd-jwt-vc';
import { type CredentialQuery, type WalletRequest, resolveWalletRequest } from './wallet-request';

/** Which of its documents the wallet shows; or that its holder says no. */
export type WalletChoice = 'sd-jwt-vc' | 'mdoc' | 'decline';

const Issued = z.object({ sdJwtVc: z.string(), mdoc: z.string() });
type Issued = z.infer<typeof Issued>;
const PATIENCE = 5_000;

/**
 * A citizen's telephone, for training: it has a key of its own, gets its documents from the sample issuer and answers what
 * it is asked, everything over HTTP. Somebody who reads how a wallet does it can begin here (OpenID4VP 1.0).
 */
export class SampleWallet {
  private constructor(
    private readonly key: PrivateKey,
    private readonly documents: Issued,
    private readonly now: () => Date,
  ) {}

  /** A new wallet of this sample citizen. Throws `VestibuleError` authority-unreachable. */
  static async of(citizen: string, authorityUrl: string, now: () => Date): Promise<SampleWallet> {
    const key = await generateSigningKey();
    const { kty, crv, x, y } = publicHalf(key);
    const response = await post(`${authorityUrl}/v1/training/credentials`, 'application/json', {
      body: JSON.stringify({ citizen, holder: { kty, crv, x, y } }),
    });
    return new SampleWallet(key, Issued.parse(await response.json()), now);
  }

  /**
   * Reads the code and answers. What it showed its holder comes back: who asked, with the confirmation number behind the
   * name. Throws `VestibuleError`: bad-request where the request is over or not to be believed, authority-unreachable.
   */
  async answer(walletUri: string, choice: WalletChoice): Promise<{ shown: string }> {
    const request = await resolveWalletRequest(walletUri);
    const shown = request.client_metadata.client_name;
    const { state, response_uri: to } = request;
    if (choice === 'decline') {
      await postForm(to, { error: 'access_denied', state });
      return { shown };
    }
    const query = queryFor(request, choice);
    const presentation =
      choice === 'mdoc' ? await this.#showMdoc(query, request) : await this.#showSdJwt(query, request);
    const vpToken = { [query.id]: [presentation] };
    const [key] = request.client_metadata.jwks?.keys ?? [];
    await postForm(
      to,
      request.response_mode === 'direct_post.jwt' && key
        ? { response: await seal(JSON.stringify({ vp_token: vpToken, state }), key) }
        : { vp_token: JSON.stringify(vpToken), state },
    );
    return { shown };
  }

  #showSdJwt(query: CredentialQuery, { client_id: audience, nonce }: WalletRequest): Promise<string> {
    const { sdJwtVc } = this.documents;
    const has = (path: readonly string[]) => disclosing(sdJwtVc, [path[0] ?? '']).split('~').length > 2;
    const names = askedPaths(query, has).map(([name = '']) => name);
    return bound(disclosing(sdJwtVc, names), { audience, nonce }, this.key, this.now());
  }

  /** DeviceResponse (ISO 18013-5, 8.3.2.1.2.2) with the device's signature over the session (9.1.3). */
  async #showMdoc(query: CredentialQuery, request: WalletRequest): Promise<string> {
    const { nameSpaces, issuerAuth } = partsOf(this.documents.mdoc);
    const has = ([namespace, element]: readonly string[]) =>
      (nameSpaces.get(namespace ?? '') ?? []).some((item) => elementIn(item) === element);
    const asked = askedPaths(query, has);
    const disclosed = Object.fromEntries(
      [...nameSpaces].map(([namespace, items]) => [
        namespace,
        items.filter((item) => asked.some(([of, name]) => of === namespace && name === elementIn(item))),
      ]),
    );
    const docType = query.meta.doctype_value ?? '';
    const [key] = request.client_metadata.jwks?.keys ?? [];
    const transcript = walletTranscript({
      clientId: request.client_id,
      nonce: request.nonce,
      encryptionKey: request.response_mode === 'direct_post.jwt' && key ? await thumbprint(key) : undefined,
      responseUri: request.response_uri,
    });
    const deviceNameSpaces = embedded({});
    const authentication = Buffer.concat([
      Buffer.of(0x84),
      encode('DeviceAuthentication'),
      transcript,
      encode(docType),
      encode(deviceNameSpaces),
    ]);
    const [header, unprotected, , signature] = signed(encode(new Tagged(24, authentication)), this.key);
    const document = {
      docType,
      issuerSigned: { nameSpaces: disclosed, issuerAuth },
      deviceSigned: {
        nameSpaces: deviceNameSpaces,
        deviceAuth: { deviceSignature: [header, unprotected, null, signature] },
      },
    };
    return Buffer.from(encode({ version: '1.0', documents: [document], status: 0 })).toString('base64url');
  }
}

function queryFor(
  { dcql_query: { credentials } }: WalletRequest,
  choice: 'sd-jwt-vc' | 'mdoc',
): CredentialQuery {
  const query = credentials.find(({ meta }) =>
    choice === 'mdoc'
      ? meta.doctype_value === 'org.iso.18013.5.1.mDL'
      : meta.vct_values?.includes('urn:eudi:pid:1'),
  );
  if (!query) throw new VestibuleError('bad-request', 'Nothing in the wallet is what is asked for.');
  return query;
}

/** The claims of the first set that the wallet has all of (OpenID4VP 1.0, 6.4.1). */
function askedPaths(
  { claims, claim_sets: sets }: CredentialQuery,
  has: (path: readonly string[]) => boolean,
): (readonly string[])[] {
  const of = (set: readonly string[]) => claims.filter(({ id }) => set.includes(id));
  const found = (sets ?? [claims.map(({ id }) => id)])
    .map(of)
    .find((set) => set.every(({ path }) => has(path)));
  if (!found) throw new VestibuleError('bad-request', 'The document does not say what is asked for.');
  return found.map(({ path }) => path);
}

/** What the issuer signed, in pieces that are written again byte for byte as they were. */
function partsOf(issuerSigned: string): { nameSpaces: Map<string, Tagged[]>; issuerAuth: unknown } {
  const parts = decodeCbor(Buffer.from(issuerSigned, 'base64url'));
  const names = parts instanceof Map ? parts.get('nameSpaces') : undefined;
  if (!(parts instanceof Map) || !(names instanceof Map))
    throw new TypeError('Not a document of the sample issuer.');
  const nameSpaces = [...names].map(([namespace, items]): [string, Tagged[]] => [
    String(namespace),
    Array.isArray(items) ? items.map(asTagged) : [],
  ]);
  return { nameSpaces: new Map(nameSpaces), issuerAuth: parts.get('issuerAuth') };
}

function asTagged(item: CborValue): Tagged {
  if (!(item instanceof CborTag)) throw new TypeError('Not an item of a mobile document.');
  return new Tagged(item.tag, item.value);
}

function elementIn({ value }: Tagged): unknown {
  const item = value instanceof Uint8Array ? decodeCbor(value) : undefined;
  return item instanceof Map ? item.get('elementIdentifier') : undefined;
}

function postForm(to: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  return post(to, 'application/x-www-form-urlencoded', { body: new URLSearchParams(fields).toString() });
}

async function post(to: string, type: string, { body }: { body: string }): Promise<Response> {
  const response = await fetch(to, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => {
    throw new VestibuleError('authority-unreachable', 'The wallet cannot reach who asks.');
  });
  if (!response.ok) throw new VestibuleError('bad-request', 'The answer of the wallet was not taken.');
  return response;
}
