import { describe, expect, test } from 'vitest';
import { Approvals } from '../../../main/operators/approvals';
import { VestibuleError } from '../../../shared/domain/error';
import type { Operator } from '../../../shared/domain/operator';

const mei = { id: 'mei', name: 'Mei Tan', role: 'clerk' } as const;
const omar = { id: 'omar', name: 'Omar Haddad', role: 'clerk' } as const;
const sofia = { id: 'sofia', name: 'Sofía Ruiz', role: 'supervisor' } as const;
const code = (expected: string) => expect.objectContaining({ code: expected });

function supervised() {
  let time = 0;
  const signIn = async (id: string, pin: string): Promise<Operator> => {
    if (pin !== '602913') throw new VestibuleError('pin-wrong', 'wrong');
    return id === 'sofia' ? sofia : mei;
  };
  const approvals = new Approvals({ accounts: { signIn }, monotonic: () => time });
  const given = (acts: Parameters<Approvals['take']>[0], operator: Operator = mei, approver = 'sofia') =>
    approvals.give({ approver, pin: '602913', acts, reason: 'The line is cut' }, operator);
  return { approvals, given, wait: (seconds: number) => void (time += seconds * 1_000) };
}

describe('Given a clerk who needs a supervisor', () => {
  test('when the supervisor approves, then the act has their name and reason, once', async () => {
    const { approvals, given } = supervised();
    const { approval } = await given(['offline-limit', 'manual-entry']);
    expect(approvals.take(['offline-limit'], approval, mei)).toEqual([
      { act: 'offline-limit', reason: 'The line is cut', operator: 'mei', approver: 'sofia' },
    ]);
    expect(() => approvals.take(['manual-entry'], approval, mei)).toThrow(code('approval-spent'));
  });

  test('when it is older than a minute, somebody else’s, or for another act, then it is worth nothing', async () => {
    const { approvals, given, wait } = supervised();
    const { approval } = await given(['offline-limit']);
    expect(() => approvals.take(['offline-limit'], approval, omar)).toThrow(code('approval-spent'));
    const other = await given(['manual-entry']);
    expect(() => approvals.take(['offline-limit'], other.approval, mei)).toThrow(code('approval-needed'));
    const old = await given(['offline-limit']);
    wait(60);
    expect(() => approvals.take(['offline-limit'], old.approval, mei)).toThrow(code('approval-spent'));
  });

  test('when nobody approved, or a clerk did, then it is not done', async () => {
    const { approvals, given } = supervised();
    expect(() => approvals.take(['manual-entry'], undefined, mei)).toThrow(
      expect.objectContaining({ code: 'approval-needed', acts: ['manual-entry'] }),
    );
    await expect(given(['manual-entry'], mei, 'omar')).rejects.toEqual(code('not-permitted'));
    expect(approvals.take([], undefined, mei)).toEqual([]);
  });

  test('when a supervisor works alone, then their role is enough, but not where a second person is asked for', async () => {
    const { approvals, given } = supervised();
    expect(approvals.take(['offline-limit'], undefined, sofia)).toMatchObject([
      { operator: 'sofia', approver: 'sofia' },
    ]);
    expect(() => approvals.take(['discrepancy'], undefined, sofia)).toThrow(code('approval-needed'));
    await expect(given(['discrepancy'], sofia)).rejects.toEqual(code('not-permitted'));
  });
});
