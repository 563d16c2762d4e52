import { describe, expect, test } from 'vitest';
import { judge } from '../../../main/verification/judge';
import type { JudgeContext } from '../../../main/verification/judgement';
import { purposeNamed } from '../../../main/verification/purposes';
import { td1, td3 } from '../../support/mrz-lines';
import { NOON, presentedText } from '../../support/minted';

const judged = (lines: readonly string[], change: Partial<JudgeContext> = {}) =>
  judge(presentedText(lines.join('\n')), {
    purpose: purposeNamed('hotel.check-in'),
    trust: { list: null, receivedAt: null },
    now: NOON,
    mode: 'live',
    clockOffset: null,
    ...change,
  });
const passport = (expiry = '310630') => td3({ expiry });

describe('the printed lines of a document', () => {
  test('Given a passport, when it is read at a hotel, then the clerk compares it, with every claim the stay needs', async () => {
    const { verdict, queued } = await judged(passport());
    expect(verdict).toMatchObject({
      outcome: 'check-by-eye',
      assurance: 'unsigned',
      format: 'mrz',
      validUntil: '2031-06-30',
      claims: {
        fullName: 'SAMPLE, ALEX MAY',
        documentNumber: 'E00000001',
        nationality: 'CHN',
        adult: true,
      },
    });
    expect(verdict.checks).toContainEqual({ name: 'check-digits', ok: true });
    expect(verdict.checks.some(({ name, ok }) => name === 'signature' && ok)).toBe(false);
    expect(queued).toBeUndefined();
  });

  test('Given a trust list and an authority, when it is read, then it is still nobody’s word but the eye’s', async () => {
    const askAuthority = async () => {
      throw new Error('nobody is asked');
    };
    expect((await judged(passport(), { askAuthority })).verdict.outcome).toBe('check-by-eye');
  });

  test('Given a passport on its last day, when it is read, then it is good; the day after it is expired', async () => {
    const at = (day: number) => new Date(NOON.getFullYear(), NOON.getMonth(), day, 12);
    const today = at(NOON.getDate());
    const expiry = [today.getFullYear() % 100, today.getMonth() + 1, today.getDate()]
      .map((part) => String(part).padStart(2, '0'))
      .join('');
    expect((await judged(passport(expiry), { now: today })).verdict.outcome).toBe('check-by-eye');
    const { verdict } = await judged(passport(expiry), { now: at(NOON.getDate() + 1) });
    expect(verdict).toMatchObject({
      outcome: 'refused',
      reason: 'expired',
      claims: { fullName: 'SAMPLE, ALEX MAY' },
    });
  });

  test('Given a misread birth date, when it is read, then it is refused: malformed, and shows nobody', async () => {
    const [first = '', second = ''] = passport();
    const { verdict } = await judged([first, second.replace('900307', '900308')]);
    expect(verdict).toMatchObject({ outcome: 'refused', reason: 'malformed', claims: {} });
    expect(verdict.checks).toContainEqual({
      name: 'check-digits',
      ok: false,
      detail: 'wrong: birth date, whole zone',
    });
  });

  test('Given a specimen, when it is read, then it passes in training alone', async () => {
    const specimen = td1({ issuer: 'UTO', nationality: 'UTO' });
    expect((await judged(specimen, { mode: 'training' })).verdict.outcome).toBe('check-by-eye');
    expect((await judged(specimen)).verdict).toMatchObject({
      outcome: 'refused',
      reason: 'untrusted-issuer',
    });
  });

  test('Given a bank, when a passport is read there, then it is refused: a print is not enough for it', async () => {
    const { verdict } = await judged(passport(), { purpose: purposeNamed('bank.verify-customer') });
    expect(verdict).toMatchObject({ outcome: 'refused', reason: 'not-permitted', claims: {} });
  });
});
