import { describe, expect, test } from 'vitest';
import type { JudgeContext } from '../../../main/verification/judgement';
import { purposeNamed } from '../../../main/verification/purposes';
import { VestibuleError } from '../../../shared/domain/error';
import type { VerificationQuestion } from '../../../shared/domain/verification';
import { NOON } from '../../support/minted';
import { CODE, answers, judged, unreachable, verdictOf } from './judging';

describe('the dynamic e-ID code', () => {
  test('Given an authority, when it says yes, then the verdict is online with the authority’s claims and answer', async () => {
    const asked: VerificationQuestion[] = [];
    const askAuthority: JudgeContext['askAuthority'] = async (question) => {
      asked.push(question);
      return {
        outcome: 'verified',
        claims: { fullName: '王小明', birthDate: '1990-03-07', email: 'a@example.test' },
        issuer: { id: 'wallet', name: { en: 'Wallet' } },
        validUntil: '2026-11-20T12:01:00Z',
        training: false,
        answer: 'a.b.c',
      };
    };
    const { verdict, answer, queued } = await judged(CODE, { askAuthority });
    expect(verdict).toMatchObject({
      outcome: 'verified',
      assurance: 'online',
      format: 'e-id-code',
      issuer: { id: 'wallet' },
      validUntil: '2026-11-20T12:01:00Z',
    });
    expect(verdict.claims).toEqual({ fullName: '王小明', birthDate: '1990-03-07', adult: true });
    expect([answer, queued]).toEqual(['a.b.c', undefined]);
    expect(asked).toEqual([
      {
        format: 'e-id-code',
        issuer: 'did:web:id.example',
        code: CODE,
        purpose: 'hotel.check-in',
        presentedAt: NOON.toISOString(),
      },
    ]);
  });

  test.each(['replayed', 'expired', 'revoked', 'unknown-code'] as const)(
    'Given an authority, when it says no because it is %s, then that is the reason',
    async (reason) => {
      const verdict = await verdictOf(CODE, { askAuthority: answers({ outcome: 'refused', reason }) });
      expect(verdict).toMatchObject({ outcome: 'refused', reason });
      expect(verdict.checks.find(({ name }) => name === 'authority')?.ok).toBe(false);
    },
  );

  test.each([
    ['absent', undefined],
    ['out of reach', unreachable],
    ['answering nonsense', async () => Promise.reject(new VestibuleError('authority-answer-invalid', ''))],
  ])(
    'Given an authority that is %s, when a hotel’s guest shows a code, then it is queued',
    async (_, askAuthority) => {
      const { verdict, queued } = await judged(CODE, { askAuthority });
      expect(verdict).toMatchObject({ outcome: 'unverified-queued', claims: {} });
      expect(queued).toMatchObject({ code: CODE, format: 'e-id-code' });
      expect(verdict.checks.find(({ name }) => name === 'authority')?.ok).toBeNull();
    },
  );

  test('Given no authority, when the purpose queues nothing, then it is refused: not-permitted', async () => {
    const { verdict, queued } = await judged(CODE, { purpose: purposeNamed('bank.verify-customer') });
    expect(verdict).toMatchObject({ outcome: 'refused', reason: 'not-permitted' });
    expect(queued).toBeUndefined();
  });

  test('Given a fault of our own while asking, when it is thrown, then it is not taken for a verdict', async () => {
    const askAuthority = async () => Promise.reject(new TypeError('a bug'));
    await expect(judged(CODE, { askAuthority })).rejects.toThrow('a bug');
  });

  test('Given any outcome, when the verdict is written out, then the code is nowhere in it', async () => {
    for (const askAuthority of [undefined, answers({}), answers({ outcome: 'refused' })]) {
      expect(JSON.stringify(await verdictOf(CODE, { askAuthority }))).not.toContain('0123456789ab');
    }
  });
});
