import { describe, expect, test } from 'vitest';
import { signerOfContent, openSignedData } from '../../../main/crypto/signed-data';
import { readTlv } from '../../../main/crypto/tlv';
import { signsFor } from '../../../main/credentials/emrtd/signing-country';
import { LINES, KEY, makePassport } from '../../support/emrtd/sample';
import { read, results, verdictFor, verdictOn } from '../../support/emrtd/reading';
import { extension, usedFor } from '../../support/issued-chain';
import { zoneGroup, withCheckDigits } from '../../../main/training/passport/files';
import { SIGNS_CERTIFICATES, makeState } from '../../../main/training/passport/sample-state';
import { DerReader, TAG, context } from '../../../main/crypto/der';
import { der, sequence } from '../../../main/crypto/der-writer';

const ending = ({ outcome, reason }: Awaited<ReturnType<typeof verdictFor>>) => [outcome, reason];

describe('a passport signed by somebody who may not sign passports', () => {
  test.each([
    ['master lists', '2.23.136.1.1.3'],
    ['seals', '2.23.136.1.1.14.2'],
    ['mobile driving licences', '1.0.18013.5.1.2'],
    ['the pages of a web server', '1.3.6.1.5.5.7.3.1'],
  ])('Given a certificate of the state for %s, when its key signed, then it is refused', async (_, usage) => {
    const verdict = await verdictFor({ signer: { extensions: [usedFor(usage)] } });
    expect(ending(verdict)).toEqual(['refused', 'untrusted-issuer']);
  });

  test('Given a signer for any use at all, when its key signed, then it is verified', async () => {
    const verdict = await verdictFor({ signer: { extensions: [usedFor('2.5.29.37.0')] } });
    expect(verdict.outcome).toBe('verified');
  });

  test('Given a signer or a root whose certificate asks for what nobody knows, when it signed, then it is refused', async () => {
    const extensions = [extension('1.2.3.4', Buffer.of(5, 0))];
    expect(ending(await verdictFor({ signer: { extensions } }))).toEqual(['refused', 'untrusted-issuer']);
    const state = makeState({ extensions });
    expect(ending(await verdictFor({ state }))).toEqual(['refused', 'untrusted-issuer']);
  });

  test('Given a signer whose key signs certificates alone, when it signed, then it is refused', async () => {
    const verdict = await verdictFor({ signer: { usage: SIGNS_CERTIFICATES } });
    expect(ending(verdict)).toEqual(['refused', 'untrusted-issuer']);
  });

  test('Given a key of 1024 bits, when it signed, then it is refused', async () => {
    const verdict = await verdictFor({ signer: { kind: { rsa: 1024, padding: 'pkcs1' } } });
    expect(ending(verdict)).toEqual(['refused', 'bad-signature']);
  });

  test('Given another state of the trust list, when it signs a passport in the name of the first, then it is refused, whoever issued the first', async () => {
    const [own, other] = [makeState({ country: 'UT' }), makeState({ country: 'FR' })];
    const forged = await verdictOn(await read(makePassport({ state: other })), [own.root, other.root]);
    expect(ending(forged)).toEqual(['refused', 'untrusted-issuer']);
    expect(results(forged)).toMatchObject({ signature: true, 'issuer-trusted': false });
    expect(forged.claims).toEqual({});
  });

  test('Given a passport that France signed for itself, when it is read in live work, then it is verified', async () => {
    const lines = withCheckDigits(LINES.replaceAll('UTO', 'FRA'));
    const state = makeState({ country: 'FR' });
    const passport = makePassport({ state, groups: new Map([[1, zoneGroup(lines)]]) });
    const verdict = await verdictOn({ ...(await read(passport)), printed: KEY }, [state.root], 'live');
    expect(verdict).toMatchObject({ outcome: 'verified', issuer: { id: 'csca:FR' } });
  });

  test.each([
    ['DE', 'D', true],
    ['GB', 'GBO', true],
    ['CN', 'HKG', true],
    ['KS', 'RKS', true],
    ['EU', 'EUE', true],
    ['US', 'D', false],
    ['TW', 'CHN', false],
    ['US', 'XPO', undefined],
    [undefined, 'D', undefined],
  ])(
    'Given a root of %s and a document of %s, when it is asked whether one signs for the other, then: %s',
    (country, state, may) => {
      expect(signsFor(country, state)).toBe(may);
    },
  );
});

describe('a security object without signed attributes', () => {
  /** What a signer signed as attributes, shown as if it were the content itself (RFC 5652, 5.4). */
  test('Given attributes that a signer signed, when they are shown as a content of their own, then nobody signed that', () => {
    const file = makePassport().files.get('011d') ?? new Uint8Array();
    const info = DerReader.sequence(readTlv(file, 0x77).value);
    const id = info.take(TAG.objectId).raw;
    const [version, hashes, , certificates, signers] = info.enter(context(0)).enter().rest();
    const signer = new DerReader(signers?.value ?? new Uint8Array()).enter();
    const [signerVersion, name, hash, attributes, algorithm, signature] = signer.rest();
    const parts = (...given: ({ raw: Uint8Array } | undefined)[]) =>
      given.map((one) => one?.raw ?? new Uint8Array());
    const content = der(TAG.set, attributes?.value ?? new Uint8Array());
    const type = Buffer.from('0606678108010101', 'hex');
    const bare = sequence(
      id,
      der(
        context(0),
        sequence(
          ...parts(version, hashes),
          sequence(type, der(context(0), der(TAG.octetString, content))),
          ...parts(certificates),
          der(TAG.set, sequence(...parts(signerVersion, name, hash, algorithm, signature))),
        ),
      ),
    );
    expect(() => signerOfContent(openSignedData(bare))).toThrow(
      expect.objectContaining({ reason: 'malformed' }),
    );
  });
});
