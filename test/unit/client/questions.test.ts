import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { VerificationQuestion } from '../../../shared/domain/verification';
import { type Enrolment, AuthorityFailure } from '../../../main/authority/client';
import { Questions } from '../../../main/authority/client/questions';
import { open } from '../../../main/crypto/jwe';
import { type PrivateKey, generateSigningKey, publicHalf } from '../../../main/crypto/jwk';
import { signCompact, verifyCompact } from '../../../main/crypto/jws';
import { answering, enrolled, never } from './answering';

const question: VerificationQuestion = {
  format: 'e-id-code',
  issuer: 'did:web:id.example',
  code: 'EID:SecretCodeOfAPerson',
  purpose: 'hotel.check-in',
  presentedAt: '2026-11-23T08:00:00.000Z',
};
const Asked = z.object({ nonce: z.string().regex(/^[A-Za-z0-9_-]{22,86}$/) });

let enrolment: Enrolment;
let signing: PrivateKey;
let verification: PrivateKey;

beforeAll(async () => {
  ({ enrolment, signing, verification } = await enrolled());
});

describe('An answer', () => {
  test('Given an answer signed for this question, when it arrives, then it is believed and kept as evidence', async () => {
    const answer = await ask({ claims: { fullName: '林晓燕' } });
    expect(answer).toMatchObject({ outcome: 'verified', claims: { fullName: '林晓燕' }, training: true });
    const kept = await verifyCompact(answer.answer, enrolment.signingKey, 'vestibule-verification+jws');
    expect(kept).toMatchObject({ terminal: 'terminal-1' });
  });

  test('Given a refusal, when it arrives signed, then its reason is told', async () => {
    expect(await ask({ outcome: 'refused', reason: 'replayed' })).toMatchObject({
      outcome: 'refused',
      reason: 'replayed',
    });
  });

  test.each([
    ['another nonce', { nonce: 'x'.repeat(32) }],
    ['another terminal', { terminal: 'terminal-2' }],
    ['another purpose', { purpose: 'bank.verify-customer' }],
    ['no purpose', { purpose: undefined }],
    ['an outcome that only a terminal can give', { outcome: 'check-by-eye' }],
    ['a claim that is no claim', { claims: { birthDate: 'yesterday' } }],
  ])('Given an answer with %s, when it arrives, then it is not believed', async (_what, changes) => {
    await expect(ask(changes)).rejects.toMatchObject({ code: 'authority-answer-invalid' });
  });

  test('Given an answer signed by someone else, when it arrives, then it is not believed', async () => {
    const key = await generateSigningKey();
    await expect(ask({}, { key })).rejects.toMatchObject({ code: 'authority-answer-invalid' });
  });

  test('Given a statement of another kind, when it is shown as an answer, then it is not believed', async () => {
    await expect(ask({}, { type: 'vestibule-trust-list+jws' })).rejects.toMatchObject({
      code: 'authority-answer-invalid',
    });
  });

  test('Given any answer at all, when it arrives, then the failure is typed and never repeats the code of the person', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.json(), fc.string(), fc.record({ answer: fc.string() })),
        async (answer) => {
          const failure = await new Questions(
            enrolment,
            answering(() => answer),
          )
            .ask(question, never)
            .catch((thrown: unknown) => thrown);
          expect(failure).toBeInstanceOf(AuthorityFailure);
          expect(failure).toMatchObject({ code: 'authority-answer-invalid' });
          expect(JSON.stringify(failure) + String(failure)).not.toContain(question.code);
        },
      ),
    );
  });
});

describe('A late answer', () => {
  const verdict = randomUUID();

  test('Given a sealed question, when only the authority opens it, then it finds the question, the verdict and the clock, signed by the terminal', async () => {
    const sealed = await new Questions(
      enrolment,
      answering(() => null),
    ).seal(question, verdict, -1_500);
    expect(sealed).not.toContain(question.code);
    const jws = (await open(sealed, verification)) ?? '';
    expect(await verifyCompact(jws, publicHalf(enrolment.privateKey), 'vestibule-question+jws')).toEqual({
      ...question,
      terminal: 'terminal-1',
      verdict,
      clockOffset: -1_500,
    });
  });

  test('Given an answer about this verdict, when it arrives, then it is believed', async () => {
    expect(await askLate({ verdict })).toMatchObject({ outcome: 'verified' });
  });

  test('Given a question that the authority could not open, when it says so, then the refusal is believed', async () => {
    const answer = await askLate({ outcome: 'refused', reason: 'malformed', purpose: undefined });
    expect(answer).toMatchObject({ outcome: 'refused', reason: 'malformed' });
  });

  test.each([
    ['another verdict', { verdict: randomUUID() }],
    ['no verdict and yet a yes', { verdict: undefined }],
  ])('Given an answer about %s, when it arrives, then it is not believed', async (_what, changes) => {
    await expect(askLate(changes)).rejects.toMatchObject({ code: 'authority-answer-invalid' });
  });

  function askLate(changes: Record<string, unknown>) {
    return new Questions(enrolment, network(changes)).askLate('a..b.c.d', verdict, never);
  }
});

function ask(changes: Record<string, unknown>, signer: { key?: PrivateKey; type?: string } = {}) {
  return new Questions(enrolment, network(changes, signer)).ask(question, never);
}

/** Answers as the authority does, with the changes that the test wants. */
function network(
  changes: Record<string, unknown>,
  { key = signing, type = 'vestibule-verification+jws' }: { key?: PrivateKey; type?: string } = {},
) {
  return answering(async ({ body }) => {
    const { nonce } = Asked.parse(JSON.parse(String(body)));
    const statement = {
      nonce,
      terminal: 'terminal-1',
      purpose: 'hotel.check-in',
      outcome: 'verified',
      claims: {},
      training: true,
      judgedAt: '2026-11-23T08:00:01Z',
      ...changes,
    };
    return { answer: await signCompact(statement, key, type) };
  });
}
