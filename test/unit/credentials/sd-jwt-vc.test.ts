import { createPrivateKey } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everythingAllowed } from '../../../main/cli/verify-without-purpose';
import type { HolderRequest } from '../../../main/credentials/format';
import { judge } from '../../../main/verification/judge';
import { purposeNamed } from '../../../main/verification/purposes';
import type { JudgeContext } from '../../../main/verification/judgement';
import type { Purpose } from '../../../shared/domain/purpose';
import type { Verdict } from '../../../shared/domain/verdict';
import { certificates, leafKey, rogueKey } from '../../support/certificates';
import { NOON, type Signer, newSigner, presentedText, trustListOf } from '../../support/minted';
import { PID, REQUEST, issued, issuerSigner, presented } from '../../support/wallet-credential';

const issuer = issuerSigner();
const holder = newSigner('ES256');

interface Judged {
  readonly purpose?: Purpose;
  readonly standsAlone?: boolean;
  readonly askAuthority?: JudgeContext['askAuthority'];
  readonly asked?: HolderRequest;
  readonly change?: object;
  readonly signers?: readonly Signer[];
  readonly now?: Date;
}

async function verdictOf(text: string, judged: Judged = {}): Promise<Verdict> {
  const { purpose = everythingAllowed, asked, change = {}, signers = [issuer], now = NOON } = judged;
  const { standsAlone = true, askAuthority } = judged;
  const list = trustListOf(
    signers,
    { formats: ['sd-jwt-vc'], ...change },
    { expiresAt: '2040-01-01T00:00:00Z' },
  );
  const context = {
    purpose,
    asked,
    standsAlone,
    askAuthority,
    trust: { list, receivedAt: now },
    now,
    mode: 'live' as const,
    clockOffset: 0,
  };
  return (await judge(presentedText(text), context)).verdict;
}

describe('a wallet’s credential as text', () => {
  test('Given one bound to no key, when it is presented, then it is verified as a printed code is', async () => {
    const verdict = await verdictOf(await issued({ issuer }), { purpose: purposeNamed('hotel.check-in') });
    expect(verdict).toMatchObject({
      outcome: 'verified',
      assurance: 'offline-signature',
      format: 'sd-jwt-vc',
    });
    expect(verdict.claims).toMatchObject({
      fullName: 'Müller, Zoë',
      birthDate: '1990-03-07',
      sex: 'female',
      adult: true,
    });
  });

  test('Given every claim, when it is read, then each is the claim it says', async () => {
    expect((await verdictOf(await issued({ issuer }))).claims).toEqual({
      fullName: 'Müller, Zoë',
      familyName: 'Müller',
      givenName: 'Zoë',
      birthDate: '1990-03-07',
      sex: 'female',
      adult: true,
      nationality: 'UT, AQ',
      address: 'Example Street 1\n00001 Exampletown\nUT',
      documentNumber: 'TEST-0042',
      issuingAuthority: 'Example Registry',
      issuingCountry: 'UT',
      documentKind: 'urn:eudi:pid:1',
    });
  });

  test('Given claims that were not disclosed, when it is presented, then they are not there, and it is verified', async () => {
    const [jwt = ''] = (await issued({ issuer })).split('~');
    const verdict = await verdictOf(`${jwt}~`);
    expect(verdict.outcome).toBe('verified');
    expect(verdict.claims).not.toHaveProperty('fullName');
  });

  describe('with digests further down', () => {
    const frame = {
      _sd: ['family_name', 'address'],
      _sd_decoy: 7,
      address: { _sd: ['street_address', 'locality'], _sd_decoy: 3 },
      nationalities: { _sd: [0, 1], _sd_decoy: 2 },
    };
    const whole = () => issued({ issuer, disclosable: frame });
    const isOf = (name: string) => (disclosure: string) =>
      Buffer.from(disclosure, 'base64url').toString().includes(name);

    test('Given decoys, array elements and claims inside a disclosed claim, when all of it is disclosed, then it is all there', async () => {
      const verdict = await verdictOf(await whole());
      expect(verdict).toMatchObject({
        outcome: 'verified',
        claims: { fullName: 'Müller, Zoë', nationality: 'UT, AQ' },
      });
      expect(verdict.claims.address).toBe('Example Street 1\n00001 Exampletown\nUT');
    });

    test('Given one element of an array and one claim inside a claim left out, when it is presented, then the others are there', async () => {
      const kept = (await whole())
        .split('~')
        .filter((part, index) => index === 0 || !(isOf('"AQ"')(part) || isOf('"locality"')(part)));
      const { outcome, claims } = await verdictOf(kept.join('~'));
      expect(outcome).toBe('verified');
      expect(claims.nationality).toBe('UT');
      expect(claims.address).toBe('Example Street 1\n00001\nUT');
    });

    test('Given an inner claim without the outer one that has its digest, when it is presented, then it belongs to nobody', async () => {
      const kept = (await whole())
        .split('~')
        .filter((part, index) => index === 0 || !isOf('"address"')(part));
      expect(await verdictOf(kept.join('~'))).toMatchObject({ outcome: 'refused', reason: 'malformed' });
    });
  });

  test.each(['vc+sd-jwt', 'dc+sd-jwt', 'vc+ld+json+sd-jwt', 'application/dc+sd-jwt', 'sd+jwt'])(
    'Given the type %s, when it is presented, then it is a credential',
    async (typ) => {
      expect((await verdictOf(await issued({ issuer, header: { typ } }))).outcome).toBe('verified');
    },
  );

  test.each(['sha-384', 'sha-512'] as const)(
    'Given digests by %s, when it is presented, then it is verified',
    async (hashAlg) => {
      expect((await verdictOf(await issued({ issuer, hashAlg }))).claims.fullName).toBe('Müller, Zoë');
    },
  );

  test.each(['ES384', 'ES512', 'EdDSA', 'PS256', 'RS256'] as const)(
    'Given an issuer that signs with %s, when it is presented, then it is verified',
    async (algorithm) => {
      const other = newSigner(algorithm, 'other');
      expect((await verdictOf(await issued({ issuer: other }), { signers: [issuer, other] })).outcome).toBe(
        'verified',
      );
    },
  );

  test('Given a chain of certificates to a trusted one, when it is presented, then its issuer vouches; under another’s, nobody', async () => {
    const leaf: Signer = {
      algorithm: 'ES256',
      privateKey: createPrivateKey({ key: leafKey, format: 'jwk' }),
      publicJwk: { kty: 'EC' },
    };
    const rogue = { ...leaf, privateKey: createPrivateKey({ key: rogueKey, format: 'jwk' }) };
    const header = { x5c: [certificates.leaf, certificates.inter] };
    const now = new Date('2030-06-01T00:00:00Z');
    const payload = { ...PID, exp: now.getTime() / 1000 + 60 };
    const change = { certificates: [certificates.root] };
    const judged = { signers: [], change, now };
    expect((await verdictOf(await issued({ issuer: leaf, header, payload }), judged)).outcome).toBe(
      'verified',
    );
    expect((await verdictOf(await issued({ issuer: rogue, header, payload }), judged)).reason).toBe(
      'bad-signature',
    );
    const elsewhere = { ...judged, change: { certificates: [certificates.other] } };
    expect((await verdictOf(await issued({ issuer: leaf, header, payload }), elsewhere)).reason).toBe(
      'untrusted-issuer',
    );
  });

  test.each<[string, () => Promise<string>, string]>([
    ['another’s signature', () => issued({ issuer: newSigner('ES256', 'issuer-1') }), 'bad-signature'],
    ['a key that nobody lists', () => issued({ issuer: newSigner('ES256', 'else') }), 'untrusted-issuer'],
    [
      'a date that is past',
      () => issued({ issuer, payload: { ...PID, exp: NOON.getTime() / 1000 - 61 } }),
      'expired',
    ],
    [
      'a document that is past',
      () => issued({ issuer, payload: { ...PID, date_of_expiry: '2026-11-18' } }),
      'expired',
    ],
    [
      'a date to come',
      () => issued({ issuer, payload: { ...PID, nbf: NOON.getTime() / 1000 + 61 } }),
      'not-yet-valid',
    ],
    [
      'an issue in the future',
      () => issued({ issuer, payload: { ...PID, iat: NOON.getTime() / 1000 + 61 } }),
      'clock-wrong',
    ],
    ['a date in words', () => issued({ issuer, payload: { ...PID, exp: 'tomorrow' } }), 'malformed'],
    [
      'a birth date no calendar has',
      () => issued({ issuer, payload: { ...PID, birthdate: '1990-02-30' } }),
      'malformed',
    ],
    ['the type of another JWT', () => issued({ issuer, header: { typ: 'statuslist+jwt' } }), 'malformed'],
    ['a critical header', () => issued({ issuer, header: { crit: ['x'], x: 1 } }), 'unsupported'],
    [
      'a disclosure of something else',
      async () => `${await issued({ issuer })}WyJzYWx0IiwiZ2l2ZW5fbmFtZSIsIkVsc2UiXQ~`,
      'malformed',
    ],
    ['a disclosure twice', async () => doubled(await issued({ issuer })), 'malformed'],
    [
      'a status list that is not at hand',
      () =>
        issued({
          issuer,
          payload: { ...PID, status: { status_list: { uri: 'https://s.example/1', idx: 7 } } },
        }),
      'status-stale',
    ],
    [
      'a status of another kind',
      () => issued({ issuer, payload: { ...PID, status: 'https://s.example' } }),
      'status-stale',
    ],
    ['no algorithm', async () => unsigned(await issued({ issuer })), 'bad-signature'],
  ])('Given %s, when it is presented, then it is refused with its reason', async (_, text, reason) => {
    expect(await verdictOf(await text())).toMatchObject({ outcome: 'refused', reason });
  });

  test('Given any bit of the text turned, when it is presented, then it is never green', async () => {
    const text = await issued({ issuer });
    for (let at = 0; at < text.length; at++) {
      for (const bit of [1, 2, 4, 8, 16, 32, 64]) {
        const turned =
          text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ bit) + text.slice(at + 1);
        const { outcome } = await verdictOf(turned);
        if (outcome === 'verified') expect.fail(`verified with a bit of character ${at} turned`);
      }
    }
  });

  test('Given any payload that the trusted issuer signed, when it is presented, then nothing is thrown', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          fc.constantFrom(...Object.keys(PID), 'cnf', 'status', 'nbf', 'ld', 'portrait'),
          fc.jsonValue(),
        ),
        async (payload) => {
          const { outcome } = await verdictOf(await issued({ issuer, payload, disclosable: [] }));
          expect(['verified', 'refused']).toContain(outcome);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the holder’s key', () => {
  test('Given an answer to our request, when it is presented, then the holder is proven and even a bank takes it', async () => {
    const text = await presented({ issuer, holder });
    const verdict = await verdictOf(text, { asked: REQUEST, purpose: purposeNamed('bank.verify-customer') });
    expect(verdict).toMatchObject({ outcome: 'verified', claims: { fullName: 'Müller, Zoë' } });
    expect(verdict.checks).toContainEqual({ name: 'holder-key', ok: true });
  });

  test.each(['hotel.check-in', 'bank.verify-customer', 'reservation.claim', 'social.entitlement'])(
    'Given a credential bound to a key and shown without it, when it is presented for %s, then it is a copy: not-permitted',
    async (name) => {
      const verdict = await verdictOf(await issued({ issuer, holder }), { purpose: purposeNamed(name) });
      expect(verdict).toMatchObject({ outcome: 'refused', reason: 'not-permitted', claims: {} });
    },
  );

  test('Given a purpose that takes it without the key, when it is presented, then it is verified, and the check says what is open', async () => {
    const verdict = await verdictOf(await issued({ issuer, holder }));
    expect(verdict.outcome).toBe('verified');
    expect(verdict.checks).toContainEqual(expect.objectContaining({ name: 'holder-key', ok: null }));
  });

  test('Given an answer to somebody else’s request, when we asked nothing, then the key is not proven', async () => {
    const text = await presented({ issuer, holder });
    const { reason } = await verdictOf(text, { purpose: purposeNamed('hotel.check-in') });
    expect(reason).toBe('not-permitted');
  });

  describe('when a purpose takes such an answer as a code', () => {
    const taking = (mayQueue: Purpose['offline']['mayQueue']) => {
      const hotel = purposeNamed('hotel.check-in');
      return { ...hotel, offline: { ...hotel.offline, withoutHolderKey: ['sd-jwt-vc' as const], mayQueue } };
    };
    const present = async (change: Judged) =>
      verdictOf(await presented({ issuer, holder }), { standsAlone: false, purpose: taking([]), ...change });

    test('then its signature is not enough: the authority says whether it was shown before', async () => {
      const asked: string[] = [];
      const answer = (outcome: 'verified' | 'refused'): Judged => ({
        askAuthority: async ({ format, code }) => {
          asked.push(format, code);
          const reason = outcome === 'refused' ? { reason: 'replayed' as const } : {};
          return { outcome, ...reason, claims: {}, training: false, answer: 'signed.by.authority' };
        },
      });
      expect(await present(answer('verified'))).toMatchObject({ outcome: 'verified', assurance: 'online' });
      expect(asked).toEqual(['sd-jwt-vc', expect.stringMatching(/^eyJ.*~eyJ/)]);
      expect(await present(answer('refused'))).toMatchObject({ outcome: 'refused', reason: 'replayed' });
    });

    test('and the authority cannot be asked, then it is queued where the purpose says so, else refused; never verified', async () => {
      expect((await present({ purpose: taking(['sd-jwt-vc']) })).outcome).toBe('unverified-queued');
      expect(await present({})).toMatchObject({ outcome: 'refused', reason: 'not-permitted' });
    });
  });

  test.each<[string, () => Promise<string>, string]>([
    ['another nonce', () => presented({ issuer, holder }, { ...REQUEST, nonce: 'other' }), 'replayed'],
    [
      'another audience',
      () => presented({ issuer, holder }, { ...REQUEST, audience: 'https://else.example' }),
      'replayed',
    ],
    [
      'an hour-old answer',
      () => presented({ issuer, holder }, REQUEST, [], new Date(NOON.getTime() - 3_600_000)),
      'replayed',
    ],
    ['no key binding', () => issued({ issuer, holder }), 'not-permitted'],
    ['one claim more than the holder signed', async () => withOneMore(), 'bad-signature'],
    ['a binding by another key', async () => rebound(), 'bad-signature'],
    ['a binding to a credential that is bound to no key', async () => unbound(), 'malformed'],
  ])('Given %s, when it answers our request, then it is refused with its reason', async (_, text, reason) => {
    expect(await verdictOf(await text(), { asked: REQUEST })).toMatchObject({
      outcome: 'refused',
      reason,
      claims: {},
    });
  });

  async function withOneMore(): Promise<string> {
    const credential = { issuer, holder };
    const whole = await issued(credential);
    const [jwt = '', first = '', ...rest] = whole.split('~');
    const binding = (await presented(credential)).split('~').at(-1) ?? '';
    return [jwt, first, ...rest.slice(0, -1), binding].join('~');
  }

  async function rebound(): Promise<string> {
    const bound = await presented({ issuer, holder });
    const [header = '', payload = ''] = (bound.split('~').at(-1) ?? '').split('.');
    const other = (await presented({ issuer, holder: newSigner('ES256') })).split('.').at(-1);
    return [...bound.split('~').slice(0, -1), `${header}.${payload}.${other}`].join('~');
  }

  async function unbound(): Promise<string> {
    const binding = (await presented({ issuer, holder })).split('~').at(-1) ?? '';
    return `${await issued({ issuer })}${binding}`;
  }
});

function doubled(text: string): string {
  const [jwt = '', first = '', ...rest] = text.split('~');
  return [jwt, first, first, ...rest].join('~');
}

function unsigned(text: string): string {
  const [jwt = '', ...rest] = text.split('~');
  const [, payload = ''] = jwt.split('.');
  const header = Buffer.from('{"alg":"none","typ":"dc+sd-jwt"}').toString('base64url');
  return [`${header}.${payload}.c2ln`, ...rest].join('~');
}
