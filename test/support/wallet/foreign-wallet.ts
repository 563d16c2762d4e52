/**
 * A wallet made of other people's libraries: `@openid4vc/openid4vp` reads and checks the request and sends the answer,
 * `dcql` chooses what to show, `@sd-jwt/core` and `@owf/mdoc` show it. Nothing of the program under test is in here.
 */
import {
  type KeyObject,
  X509Certificate,
  createHash,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import {
  CoseKey,
  DeviceRequest,
  type DeviceResponse,
  DocRequest,
  Holder,
  IssuerSigned,
  ItemsRequest,
  type MdocContext,
  SessionTranscript,
} from '@owf/mdoc';
import {
  type Jwk,
  type CallbackContext,
  calculateJwkThumbprint,
  setGlobalConfig,
  HashAlgorithm,
} from '@openid4vc/oauth2';
import {
  Openid4vpClient,
  extractEncryptionJwkFromJwks,
  type Openid4vpAuthorizationRequest,
} from '@openid4vc/openid4vp';
import { SDJwtInstance } from '@sd-jwt/core';
import { DcqlQuery, type DcqlCredential } from 'dcql';
import { CompactEncrypt, importJWK } from 'jose';

type Format = 'sd-jwt-vc' | 'mdoc';

/** What one request showed the holder, before anything was sent. */
export interface ShownRequest {
  readonly payload: Openid4vpAuthorizationRequest;
  /** Version of OpenID4VP that the request can be of at most; 100 is 1.0. */
  readonly version: number;
  readonly clientIdPrefix: string;
  /** The name of who asks, as on the screen of the telephone. */
  readonly name: string;
}

export class ForeignWallet {
  readonly #key: KeyObject;
  readonly #publicJwk: Jwk;
  readonly #client: Openid4vpClient;
  #documents: { sdJwtVc: string; mdoc: string } | undefined;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = privateKey;
    this.#publicJwk = publicKey.export({ format: 'jwk' }) as Jwk;
    this.#client = new Openid4vpClient({ callbacks });
  }

  /** Gets a sample citizen's documents from the issuer of a training authority. */
  async fetchDocuments(authority: string, citizen: string): Promise<void> {
    const response = await fetch(`${authority}/v1/training/credentials`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ citizen, holder: this.#publicJwk }),
    });
    if (response.status !== 201) throw new Error(`no documents: ${response.status}`);
    this.#documents = (await response.json()) as { sdJwtVc: string; mdoc: string };
  }

  /** Scans the code: fetches the request object and checks its signature and who asks. */
  async scan(walletUri: string): Promise<ShownRequest> {
    const parsed = this.#client.parseOpenid4vpAuthorizationRequest({ authorizationRequest: walletUri });
    const { authorizationRequestPayload, version, client, jar } =
      await this.#client.resolveOpenId4vpAuthorizationRequest({
        authorizationRequestPayload: parsed.params,
      });
    if (!jar) throw new Error('the request is not signed');
    return {
      payload: authorizationRequestPayload as Openid4vpAuthorizationRequest,
      version,
      clientIdPrefix: client.prefix,
      name: client.clientMetadata?.client_name ?? '',
    };
  }

  /** What the query asks of a document of this format, by `dcql`: the id of its query and the paths to show. */
  matched({ payload }: ShownRequest, format: Format): { id: string; paths: string[][] } {
    const query = DcqlQuery.parse(payload.dcql_query as DcqlQuery.Input);
    DcqlQuery.validate(query);
    const credential = format === 'mdoc' ? this.#asMdoc() : this.#asSdJwt();
    const result = DcqlQuery.query(query, [credential]);
    if (!result.can_be_satisfied) throw new Error('the wallet has not what is asked for');
    for (const [id, match] of Object.entries(result.credential_matches)) {
      if (!match.success) continue;
      const [valid] = match.valid_credentials;
      const set = valid.claims.valid_claim_sets[0];
      const claims = query.credentials.find((each) => each.id === id)?.claims ?? [];
      const indexes = set.valid_claim_indexes ?? [];
      return { id, paths: indexes.map((index) => pathOf(claims[index])) };
    }
    throw new Error('no match');
  }

  /** Agrees: sends the answer and gives the status of the authority's answer back. */
  async agree(shown: ShownRequest, format: Format): Promise<number> {
    const { payload } = shown;
    const { id, paths } = this.matched(shown, format);
    const presentation =
      format === 'mdoc' ? await this.presentMdoc(payload, paths) : await this.presentSdJwt(payload, paths);
    return this.send(payload, { [id]: [presentation] });
  }

  /** Sends a `vp_token` as the request wants it: encrypted or plain. */
  async send(payload: Openid4vpAuthorizationRequest, vpToken: Record<string, [string]>): Promise<number> {
    const isEncrypted = payload.response_mode === 'direct_post.jwt';
    const { authorizationResponsePayload, jarm } = await this.#client.createOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: payload,
      authorizationResponsePayload: { vp_token: vpToken },
      ...(isEncrypted && {
        jarm: {
          encryption: { nonce: randomBytes(16).toString('base64url') },
          serverMetadata: {
            authorization_signing_alg_values_supported: [],
            authorization_encryption_alg_values_supported: ['ECDH-ES'],
            authorization_encryption_enc_values_supported: ['A128GCM', 'A256GCM'],
          },
        },
      }),
    });
    const { response } = await this.#client.submitOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: payload,
      authorizationResponsePayload,
      ...(jarm && { jarm }),
    });
    return response.status;
  }

  /** Says no. */
  async decline({ payload }: ShownRequest): Promise<number> {
    const response = await fetch(payload.response_uri ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ error: 'access_denied', state: String(payload.state) }),
    });
    return response.status;
  }

  async presentSdJwt(payload: Openid4vpAuthorizationRequest, paths: readonly string[][]): Promise<string> {
    const { sdJwtVc } = this.#held();
    const frame = Object.fromEntries(paths.map(([name]) => [name, true]));
    const instance = new SDJwtInstance({
      hasher,
      hashAlg: 'sha-256',
      saltGenerator: (length: number) => randomBytes(length).toString('hex'),
      kbSigner: (data: string) =>
        sign('sha256', Buffer.from(data), { key: this.#key, dsaEncoding: 'ieee-p1363' }).toString(
          'base64url',
        ),
      kbSignAlg: 'ES256',
    });
    return instance.present(sdJwtVc, frame, {
      kb: {
        payload: { aud: String(payload.client_id), nonce: payload.nonce, iat: Math.floor(Date.now() / 1000) },
      },
    });
  }

  async presentMdoc(payload: Openid4vpAuthorizationRequest, paths: readonly string[][]): Promise<string> {
    const encryption =
      payload.response_mode === 'direct_post.jwt' &&
      extractEncryptionJwkFromJwks(payload.client_metadata?.jwks ?? { keys: [] }, {});
    const jwkThumbprint = encryption
      ? Buffer.from(
          await calculateJwkThumbprint({
            hashAlgorithm: HashAlgorithm.Sha256,
            hashCallback: callbacks.hash,
            jwk: encryption,
          }),
          'base64url',
        )
      : undefined;
    const sessionTranscript = await SessionTranscript.forOid4Vp(
      {
        clientId: String(payload.client_id),
        nonce: payload.nonce,
        responseUri: payload.response_uri ?? '',
        ...(jwkThumbprint && { jwkThumbprint }),
      },
      mdocContext,
    );
    const namespaces: Record<string, Record<string, boolean>> = {};
    for (const [namespace = '', element = ''] of paths) (namespaces[namespace] ??= {})[element] = false;
    const response: DeviceResponse = await Holder.createDeviceResponseForDeviceRequest(
      {
        deviceRequest: DeviceRequest.create({
          docRequests: [
            DocRequest.create({ itemsRequest: ItemsRequest.create({ docType: MDL, namespaces }) }),
          ],
        }),
        issuerSigned: [IssuerSigned.fromEncodedForOid4Vci(this.#held().mdoc)],
        sessionTranscript,
        signature: {
          signingKey: CoseKey.fromJwk({
            ...(this.#key.export({ format: 'jwk' }) as Record<string, unknown>),
            alg: 'ES256',
          }),
        },
      },
      mdocContext,
    );
    return response.encodedForOid4Vp;
  }

  #asSdJwt(): DcqlCredential {
    const [, ...disclosures] = this.#held().sdJwtVc.split('~').slice(0, -1);
    const claims = Object.fromEntries(
      disclosures.map((each) =>
        (JSON.parse(Buffer.from(each, 'base64url').toString()) as [string, string, unknown]).slice(1),
      ),
    ) as never;
    return {
      credential_format: 'dc+sd-jwt',
      vct: 'urn:eudi:pid:1',
      cryptographic_holder_binding: true,
      claims,
    };
  }

  #asMdoc(): DcqlCredential {
    const issuerSigned = IssuerSigned.fromEncodedForOid4Vci(this.#held().mdoc);
    const namespaces = issuerSigned.getPrettyClaims(MDL_NAMESPACE) as never;
    return {
      credential_format: 'mso_mdoc',
      doctype: MDL,
      cryptographic_holder_binding: true,
      namespaces: { [MDL_NAMESPACE]: namespaces },
    };
  }

  #held() {
    if (!this.#documents) throw new Error('the wallet is empty');
    return this.#documents;
  }
}

/** 1.0 names paths; older drafts, which `dcql` also reads, had other members. */
function pathOf(claim: object | undefined): string[] {
  if (!claim || !('path' in claim)) throw new Error('not a query of OpenID4VP 1.0');
  return (claim.path as unknown[]).map(String);
}

// The authority of training is on this machine, over plain HTTP.
setGlobalConfig({ allowInsecureUrls: true });

const MDL = 'org.iso.18013.5.1.mDL';
const MDL_NAMESPACE = 'org.iso.18013.5.1';

const hasher = (data: string | ArrayBuffer) =>
  createHash('sha256')
    .update(typeof data === 'string' ? Buffer.from(data) : Buffer.from(data))
    .digest();

const callbacks: Omit<CallbackContext, 'generateRandom' | 'clientAuthentication' | 'signJwt' | 'decryptJwe'> &
  Pick<CallbackContext, 'signJwt' | 'decryptJwe'> = {
  hash: (data) => createHash('sha256').update(data).digest(),
  signJwt: () => {
    throw new Error('a wallet signs no such thing here');
  },
  decryptJwe: () => {
    throw new Error('nothing is sealed for a wallet');
  },
  getX509CertificateMetadata: () => ({ sanDnsNames: [], sanUriNames: [] }),
  verifyJwt(signer, { compact }) {
    if (signer.method !== 'x5c') return { verified: false };
    const certificate = new X509Certificate(Buffer.from(signer.x5c[0] ?? '', 'base64'));
    const [header, body, signature = ''] = compact.split('.');
    const isSelfSigned = certificate.verify(certificate.publicKey);
    const verified =
      !isSelfSigned &&
      verify(
        'sha256',
        Buffer.from(`${header}.${body}`),
        { key: certificate.publicKey, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      );
    const signerJwk = certificate.publicKey.export({ format: 'jwk' }) as Jwk;
    return verified ? { verified, signerJwk } : { verified: false };
  },
  async encryptJwe(encryptor, data) {
    if (encryptor.method !== 'jwk') throw new Error('another way to encrypt');
    const { publicJwk, enc, apu, apv } = encryptor;
    const jwe = await new CompactEncrypt(Buffer.from(data))
      .setProtectedHeader({
        alg: 'ECDH-ES',
        enc,
        kid: publicJwk.kid as string,
        ...(apu && { apu }),
        ...(apv && { apv }),
      })
      .encrypt(await importJWK(publicJwk as never, 'ECDH-ES'));
    return { jwe, encryptionJwk: publicJwk };
  },
};

const unused = () => {
  throw new Error('a wallet does not need this');
};
const mdocContext: MdocContext = {
  crypto: {
    random: (length) => randomBytes(length),
    digest: ({ bytes }) => createHash('sha256').update(bytes).digest(),
    calculateEphemeralMacKey: unused,
  },
  cose: {
    sign1: {
      sign: ({ toBeSigned, key }) =>
        sign('sha256', toBeSigned, {
          key: { ...key.jwk, kty: 'EC' } as never,
          format: 'jwk',
          dsaEncoding: 'ieee-p1363',
        }),
      verify: unused,
    },
    mac0: { sign: unused, verify: unused },
  },
  x509: {
    getIssuerNameField: unused,
    getPublicKey: unused,
    verifyCertificateChain: unused,
    getCertificateData: unused,
  } as never,
};
