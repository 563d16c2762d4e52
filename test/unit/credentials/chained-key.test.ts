import { createPrivateKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { claim169 } from '../../../main/credentials/claim-169/claim-169';
import { layOpen } from '../../../main/credentials/presented';
import { chainedKey } from '../../../main/credentials/trusted-key';
import { certificates, leafKey, rogueKey } from '../../support/certificates';
import {
  type Issued,
  SIGNS_CERTIFICATES,
  SIGNS_MESSAGES,
  authority,
  extension,
  issuedBy,
} from '../../support/issued-chain';
import { type Signer, claim169Code, trustListOf } from '../../support/minted';

const { root, inter, leaf, rogue, other } = certificates;
const IN_TIME = new Date('2030-06-01T00:00:00Z');

const chainOf = (...names: string[]) => names.map((base64) => new Uint8Array(Buffer.from(base64, 'base64')));
const issuersOf = (...roots: string[]) => trustListOf([], { certificates: roots }).issuers;
const found = (chain: Uint8Array[], roots: string[], now = IN_TIME) =>
  chainedKey(issuersOf(...roots), 'claim-169', chain, now);

function signerOf(key: typeof leafKey | typeof rogueKey): Signer {
  const privateKey = createPrivateKey({ key, format: 'jwk' });
  return { algorithm: 'ES256', privateKey, publicJwk: { kty: key.kty, crv: key.crv, x: key.x, y: key.y } };
}

describe('the key at the end of a certificate chain', () => {
  test.each([
    ['leaf and intermediate under the root', chainOf(leaf, inter), [root]],
    ['a chain that brings its root along', chainOf(leaf, inter, root), [root]],
    ['a leaf under a trusted intermediate', chainOf(leaf), [inter]],
    ['a leaf that is trusted itself', chainOf(leaf), [leaf]],
    ['a root among others', chainOf(leaf, inter), [other, root]],
  ])('Given %s, when it is followed, then the leaf’s key is found', (_, chain, roots) => {
    expect(found(chain, roots)?.key).toMatchObject({ kty: 'EC', crv: 'P-256', x: leafKey.x, y: leafKey.y });
  });

  test.each([
    ['a root of the same name with another key', chainOf(leaf, inter), [other]],
    ['an intermediate that is missing', chainOf(leaf), [root]],
    ['certificates in the wrong order', chainOf(inter, leaf), [root]],
    ['a certificate issued by one that is no authority', chainOf(rogue, leaf, inter), [root]],
    ['no roots', chainOf(leaf, inter), []],
    ['an empty chain', [], [root]],
    ['a chain too long', chainOf(leaf, inter, root, root, root), [root]],
    ['bytes that are no certificate', [Uint8Array.of(0x30, 0x03, 1, 2, 3)], [root]],
  ])('Given %s, when it is followed, then there is no key', (_, chain, roots) => {
    expect(found(chain, roots)).toBeUndefined();
  });

  test.each(['2020-01-01T00:00:00Z', '2190-01-01T00:00:00Z'])(
    'Given a time outside the certificates’ (%s), when the chain is followed, then there is no key',
    (at) => {
      expect(found(chainOf(leaf, inter), [root], new Date(at))).toBeUndefined();
    },
  );

  test('Given an issuer of another format, when the chain is followed, then there is no key', () => {
    expect(chainedKey(issuersOf(root), 'hcert', chainOf(leaf, inter), IN_TIME)).toBeUndefined();
  });
});

describe('what the certificates of a chain say of their own use', () => {
  const anchor = (pathLength?: number) =>
    issuedBy(null, { name: 'Anchor', extensions: [authority(pathLength), SIGNS_CERTIFICATES] });
  const followed = (
    top: ReturnType<typeof anchor>,
    below: readonly (readonly Uint8Array[])[],
  ): ReturnType<typeof found> => {
    const chain = below.reduce(
      (issued, extensions, index) => [
        issuedBy(issued[0] ?? top, { name: `C${index}`, extensions }),
        ...issued,
      ],
      [top],
    );
    const bytes = chain.slice(0, -1).map(({ certificate }) => certificate);
    return found(bytes, [Buffer.from(top.certificate).toString('base64')]);
  };
  const between = [authority(), SIGNS_CERTIFICATES];
  const constrained = extension('2.5.29.30', Buffer.of(0x30, 0));

  test.each([
    ['a root that allows one authority below it, and one there is', anchor(1), [between, [SIGNS_MESSAGES]]],
    ['a root that allows any, and two there are', anchor(), [between, between, [SIGNS_MESSAGES]]],
    ['a leaf that says nothing of its use', anchor(0), [[]]],
    ['policies that are critical', anchor(), [[extension('2.5.29.32', Buffer.of(0x30, 0))]]],
  ] as const)('Given %s, when the chain is followed, then the key is found', (_, top, below) => {
    expect(followed(top, below)).toBeDefined();
  });

  test.each([
    ['a root that allows no authority below it, and one there is', anchor(0), [between, [SIGNS_MESSAGES]]],
    [
      'an authority that allows none below it, and one there is',
      anchor(),
      [[authority(0), SIGNS_CERTIFICATES], between, [SIGNS_MESSAGES]],
    ],
    ['an authority whose key signs no certificates', anchor(), [[authority(), SIGNS_MESSAGES], []]],
    ['one that issues and does not say that it is an authority', anchor(), [[], [SIGNS_MESSAGES]]],
    ['a leaf whose key signs certificates alone', anchor(), [[SIGNS_CERTIFICATES]]],
    ['names that are constrained', anchor(), [[...between, constrained], [SIGNS_MESSAGES]]],
    ['a leaf that asks for what nobody knows', anchor(), [[extension('1.2.3.4', Buffer.of(5, 0))]]],
  ] as const)('Given %s, when the chain is followed, then there is no key', (_, top, below) => {
    expect(followed(top, below)).toBeUndefined();
  });

  const ANCHOR = { name: 'Anchor', extensions: between };
  const ENDS = '2029-01-01';
  const leafUnder = (issuer: Issued, until?: string) =>
    issuedBy(issuer, { name: 'Leaf', extensions: [SIGNS_MESSAGES], ...(until && { until }) });
  const foundUnder = (top: Issued, ...chain: Issued[]) =>
    found(
      chain.map(({ certificate }) => certificate),
      [Buffer.from(top.certificate).toString('base64')],
    );

  test('Given a certificate that somebody else signed in the name of the root, when it is followed, then there is no key', () => {
    const [top, impostor] = [issuedBy(null, ANCHOR), issuedBy(null, ANCHOR)];
    expect(foundUnder(top, leafUnder(top))).toBeDefined();
    expect(foundUnder(top, leafUnder(impostor))).toBeUndefined();
  });

  test('Given a certificate that names another issuer than the one whose key signed it, when it is followed, then there is no key', () => {
    const top = issuedBy(null, ANCHOR);
    expect(foundUnder(top, leafUnder({ ...top, name: 'Another' }))).toBeUndefined();
  });

  test('Given a leaf, an authority or a root that has expired under one that has not, when the chain is followed, then there is no key', () => {
    const top = issuedBy(null, ANCHOR);
    expect(foundUnder(top, leafUnder(top, ENDS))).toBeUndefined();
    const middle = issuedBy(top, { name: 'Middle', extensions: between, until: ENDS });
    expect(foundUnder(top, leafUnder(middle), middle)).toBeUndefined();
    const old = issuedBy(null, { ...ANCHOR, until: ENDS });
    expect(foundUnder(old, leafUnder(old))).toBeUndefined();
  });
});

describe('an identity code that brings its certificates', () => {
  const proofOf = (key: typeof leafKey | typeof rogueKey, chain: Uint8Array[], roots: string[]) => {
    const text = claim169Code({ signer: signerOf(key), protectedHeader: { 1: -7, 33: chain } });
    const credential = claim169.decode(layOpen({ type: 'text', text }), IN_TIME);
    return claim169.verify(credential, { issuers: issuersOf(...roots), sams: [] }, IN_TIME);
  };

  test('Given a chain to a trusted root, when it is verified, then the issuer of the root vouches', async () => {
    expect(await proofOf(leafKey, chainOf(leaf, inter), [root])).toMatchObject({
      issuer: { id: 'did:web:id.example' },
    });
  });

  test('Given a chain to nowhere, when it is verified, then nobody vouches', async () => {
    expect((await proofOf(leafKey, chainOf(leaf, inter), [other])).refused).toBe('untrusted-issuer');
  });

  test('Given another’s signature under a good chain, when it is verified, then it is refused: bad-signature', async () => {
    expect((await proofOf(rogueKey, chainOf(leaf, inter), [root])).refused).toBe('bad-signature');
  });
});
