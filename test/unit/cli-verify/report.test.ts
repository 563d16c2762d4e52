import { describe, expect, test } from 'vitest';
import { contentOf } from '../../../main/cli/verify-input';
import { type VerifyReport, reportFrom, sentences } from '../../../main/cli/verify-report';
import { everythingAllowed } from '../../../main/cli/verify-without-purpose';
import { readPurpose } from '../../../main/verification/purposes';
import { Reason } from '../../../shared/domain/reason';
import type { JudgedVerdict } from '../../../main/verification/judgement';
import { NOON, trustListOf } from '../../support/minted';

const verdict: JudgedVerdict = {
  id: '00000000-0000-4000-8000-000000000001',
  presentation: '00000000-0000-4000-8000-000000000002',
  at: NOON.toISOString(),
  purpose: 'command.verify',
  reader: { id: 'command', kind: 'command', name: 'command line' },
  outcome: 'verified',
  assurance: 'offline-signature',
  format: 'claim-169',
  checks: [
    { name: 'signature', ok: true },
    { name: 'clock', ok: null },
    { name: 'validity', ok: false },
  ],
  claims: { fullName: '王小明' },
  issuer: { id: 'did:web:id.example', name: { en: 'Example Registry' } },
  micros: 250,
  training: false,
};

const report = (change: Partial<VerifyReport> = {}): VerifyReport => ({
  ...reportFrom('code.txt', verdict, null),
  ...change,
});

describe('the report', () => {
  test('Given a verdict, when it is reported, then the members are those that the command line promises', () => {
    expect(Object.keys(report())).toEqual([
      'input',
      'format',
      'outcome',
      'assurance',
      'checks',
      'claims',
      'issuer',
      'micros',
    ]);
  });

  test('Given a refusal of something unknown, when it is reported, then format and assurance are null and the reason is there', () => {
    const refused = { ...verdict, outcome: 'refused' as const, reason: 'unknown-code' as const };
    const { format: _, assurance: __, issuer: ___, ...unknown } = refused;
    expect(reportFrom('x', unknown, null)).toMatchObject({
      format: null,
      assurance: null,
      reason: 'unknown-code',
    });
    expect(reportFrom('x', unknown, null)).not.toHaveProperty('issuer');
  });

  test('Given a sample issuer, when it vouched, then the report says so', () => {
    const list = trustListOf([], { training: true });
    expect(reportFrom('x', verdict, list).issuer).toEqual({ ...verdict.issuer, training: true });
    expect(reportFrom('x', verdict, trustListOf([])).issuer).toEqual(verdict.issuer);
  });

  test('Given a verdict, when people read it, then each check says how it went', () => {
    const text = sentences(report());
    expect(text).toContain('verified by the issuer’s signature');
    expect(text).toContain('signature ok, clock open, validity FAILED');
    expect(text).toContain('王小明');
  });

  test('Given a name that would steer a console, when people read it, then it has no control characters', () => {
    const text = sentences(report({ input: 'a', claims: { fullName: '\u001b[31mred\r\nfake: verified' } }));
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(text.split('\n').some((line) => line.startsWith('fake'))).toBe(false);
  });

  test('Given a portrait, when people read the report, then it is described and not printed', () => {
    const portrait = { mediaType: 'image/jpeg', base64: Buffer.alloc(90).toString('base64') };
    expect(sentences(report({ claims: { portrait } }))).toContain('image/jpeg, 90 bytes');
  });

  test.each(Reason.options)(
    'Given the reason %s, when people read it, then it is a sentence of its own',
    (reason) => {
      const others = Reason.options.filter((one) => one !== reason);
      const headline = (one: Reason) => sentences(report({ outcome: 'refused', reason: one })).split('\n')[0];
      expect(others.map(headline)).not.toContain(headline(reason));
    },
  );
});

describe('what a file holds', () => {
  test.each([
    ['text', Buffer.from('ABC \r\n'), 'text', { type: 'text', text: 'ABC \r\n' }],
    ['bytes that are no text', Buffer.from('d284ff', 'hex'), 'text', { type: 'bytes', bytesBase64: '0oT/' }],
    ['hex', Buffer.from('D2 84\n'), 'hex', { type: 'bytes', bytesBase64: '0oQ=' }],
    ['base64', Buffer.from('0oT/\n'), 'base64', { type: 'bytes', bytesBase64: '0oT/' }],
    ['base64url', Buffer.from('0oT_'), 'base64', { type: 'bytes', bytesBase64: '0oT/' }],
    ['no hex', Buffer.from('d2845'), 'hex', { type: 'bytes', bytesBase64: '' }],
    ['no base64', Buffer.from('d2!!'), 'base64', { type: 'bytes', bytesBase64: '' }],
  ] as const)(
    'Given %s, when it is read, then it is what a reader would have delivered',
    (_, bytes, raw, content) => {
      expect(contentOf(bytes, raw)).toEqual(content);
    },
  );
});

test('Given no purpose, when the command judges, then what it judges by is a purpose like any other', () => {
  expect(readPurpose(everythingAllowed)).toEqual(everythingAllowed);
});
