import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { citizens } from '../../../main/training/citizens';
import { randomCode } from '../../../main/training/e-id-code';
import { residentCards } from '../../../main/training/resident-cards';
import {
  SAMPLE_SAM,
  generateSampleKeys,
  sampleIssuerIds,
  sampleIssuers,
  samplePassportOffice,
} from '../../../main/training/sample-issuers';
import { dynamicSamples, mintStandingSamples } from '../../../main/training/samples';
import { judge } from '../../../main/verification/judge';
import { SAMPLE_STATUS_LIST, sampleStatusList } from '../../../main/training/status-list';
import { readStatusList } from '../../../main/trust/status-list';
import { isAdult } from '../../../main/verification/adult';
import { purposeNamed } from '../../../main/verification/purposes';
import type { PresentationContent } from '../../../shared/domain/presentation';

const made = new Date('2026-11-23T09:00:00Z');
const keys = generateSampleKeys();
const standing = mintStandingSamples(keys, made);

function judged(content: PresentationContent, now: Date, mode: 'training' | 'live' = 'training') {
  const list = {
    version: 1,
    issuedAt: made.toISOString(),
    expiresAt: new Date(now.getTime() + 86_400_000).toISOString(),
    issuers: sampleIssuers(keys),
    csca: [],
    sams: [SAMPLE_SAM],
  };
  const reader = { id: 'tray', kind: 'simulated' as const, name: 'Simulated scanner' };
  return judge(
    { id: randomUUID(), at: now.toISOString(), reader, content },
    {
      purpose: purposeNamed('hotel.check-in'),
      trust: { list, receivedAt: now, statusLists: [statusList(now)] },
      now,
      mode,
      clockOffset: 0,
    },
  );
}

function statusList(now: Date) {
  const context = { uri: SAMPLE_STATUS_LIST, issuers: sampleIssuers(keys), receivedAt: now };
  return readStatusList(sampleStatusList(keys, now), context);
}

const text = (written: string): PresentationContent => ({ type: 'text', text: written });

test.each(standing.map((sample) => [sample.name, sample] as const))(
  'Given the sample "%s", when it is presented, then the outcome is the one it promises',
  async (_name, sample) => {
    const { verdict } = await judged(text(sample.text), made);
    expect({ outcome: verdict.outcome, reason: verdict.reason }).toEqual({
      outcome: sample.expect,
      reason: sample.reason,
    });
  },
);

test('Given an installation of eight years, when its samples are presented, then they still do what they promise', async () => {
  const later = new Date(made.getTime() + 8 * 365 * 86_400_000);
  for (const sample of standing) {
    const { verdict } = await judged(text(sample.text), later);
    expect([sample.name, verdict.outcome, verdict.reason]).toEqual([
      sample.name,
      sample.expect,
      sample.reason,
    ]);
  }
});

test('Given live mode, when a verified sample is presented, then nobody trusts its issuer', async () => {
  for (const sample of standing.filter(({ expect: outcome }) => outcome === 'verified')) {
    const { verdict } = await judged(text(sample.text), made, 'live');
    expect(verdict.outcome).toBe('refused');
    expect(verdict.reason).toBe('untrusted-issuer');
  }
});

test('Given the verified samples, when their claims are read, then they are those of the citizen in the citizen’s own script', async () => {
  const verified = standing.filter(({ expect: outcome }) => outcome === 'verified');
  for (const sample of verified) {
    const citizen = citizens.find(({ id }) => sample.id === `identity-${id}`);
    const { verdict } = await judged(text(sample.text), made);
    const { portrait, adult, ...claims } = verdict.claims;
    expect(adult).toBe(isAdult(citizen?.claims.birthDate ?? '', made));
    expect(claims).toMatchObject(citizen?.claims ?? { fullName: 'nobody' });
    if (portrait) expect(portrait.mediaType).toBe('image/webp');
  }
  expect(verified.length).toBeGreaterThanOrEqual(3);
});

test('Given the samples, when a sheet of codes is printed, then each fits a QR code that any scanner reads', () => {
  for (const sample of standing) expect(sample.text.length).toBeLessThan(1_200);
});

test('Given the first three samples, when they are listed, then they are distinct, reusable and verified identity codes', () => {
  const first = standing.slice(0, 3);
  expect(new Set(first.map(({ text: code }) => code)).size).toBe(3);
  for (const sample of first) {
    expect(sample).toMatchObject({ format: 'claim-169', expect: 'verified', reusable: true });
  }
});

test('Given dynamic codes of both issuers, when nobody can ask the authority, then they are taken amber', async () => {
  expect(new Set(dynamicSamples.map(({ issuer }) => issuer)).size).toBe(2);
  expect(dynamicSamples.length).toBeGreaterThanOrEqual(4);
  for (const { issuer } of dynamicSamples) {
    const { verdict, queued } = await judged(text(randomCode(issuer)), made);
    expect(verdict).toMatchObject({ outcome: 'unverified-queued', format: 'e-id-code' });
    expect(queued).toMatchObject({ issuer, format: 'e-id-code' });
  }
});

test('Given the invented citizens, when they are counted, then there are people of many scripts, all adult and all distinct', () => {
  expect(citizens.length).toBeGreaterThanOrEqual(8);
  const scripts = [/\p{Script=Han}/u, /\p{Script=Greek}/u, /\p{Script=Arabic}/u, /\p{Script=Latin}/u];
  for (const script of scripts) {
    expect(citizens.some(({ claims }) => script.test(claims.fullName ?? ''))).toBe(true);
  }
  expect(new Set(citizens.map(({ claims }) => claims.documentNumber)).size).toBe(citizens.length);
});

test('Given the sample issuers, when the trust list is made of them, then they are all marked as training and hold no secret', () => {
  const issuers = [...sampleIssuers(keys), samplePassportOffice('AAAA')];
  expect(issuers.map(({ id }) => id).sort()).toEqual(Object.values(sampleIssuerIds).sort());
  expect(issuers.every(({ training }) => training)).toBe(true);
  expect(JSON.stringify(issuers)).not.toContain(keys.registry.d);
});

test.each(residentCards.map((card) => [card.name, card] as const))(
  'Given the card "%s", when its reader attests it, then it is verified with its number',
  async (_name, card) => {
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
    const content: PresentationContent = {
      type: 'resident-card',
      textBase64: base64(card.textRecord),
      photoBase64: base64(card.photo),
      samId: card.samId,
      addressBase64: card.addressRecord && base64(card.addressRecord),
    };
    const { verdict } = await judged(content, made);
    expect(verdict).toMatchObject({
      outcome: 'verified',
      assurance: 'reader-attested',
      format: 'resident-card',
    });
    expect(verdict.claims.documentNumber).toMatch(/^[0-9A-Z]{15}$|^\d{17}[\dX]$/);
    expect(verdict.claims.birthDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  },
);

test('Given the sample cards, when their kinds are counted, then each layout is there once', () => {
  const flags = residentCards.map(({ textRecord }) =>
    Buffer.from(textRecord).toString('utf16le').charAt(124),
  );
  expect(flags.sort()).toEqual([' ', 'I', 'J', 'Y']);
});
