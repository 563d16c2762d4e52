import { describe, expect, it } from 'vitest';
import { actsToApprove } from '../../../main/terminal/acts-to-approve';

const typed = { outcome: 'check-by-eye', format: 'by-hand' } as const;
const lines = { outcome: 'check-by-eye', format: 'mrz' } as const;
const green = { outcome: 'verified', format: 'claim-169' } as const;

describe('what a supervisor has to approve', () => {
  it('Given a purpose that asks for it, when somebody’s document was typed or compared by eye, then that is named, once', () => {
    const purpose = { approvals: ['check-by-eye', 'manual-entry'] as ('check-by-eye' | 'manual-entry')[] };
    expect(actsToApprove(purpose, [green, typed, typed])).toEqual(['manual-entry']);
    expect(actsToApprove(purpose, [lines])).toEqual(['check-by-eye']);
    expect(actsToApprove(purpose, [green])).toEqual([]);
  });

  it('Given a purpose where another person approves, when something has to be approved, then two people look; when nothing has, then one', () => {
    const purpose = { approvals: ['discrepancy' as const], secondPerson: true };
    expect(actsToApprove(purpose, [green], { discrepancy: 'Another address' })).toEqual([
      'discrepancy',
      'four-eyes',
    ]);
    expect(actsToApprove(purpose, [green])).toEqual([]);
    expect(actsToApprove({ ...purpose, approvals: ['four-eyes'] }, [green])).toEqual(['four-eyes']);
  });

  it('Given a purpose that asks for it, when nobody of age arrives, then that is named', () => {
    const purpose = { approvals: ['minors-alone' as const] };
    expect(actsToApprove(purpose, [green], { minorsAlone: true })).toEqual(['minors-alone']);
    expect(actsToApprove(purpose, [green])).toEqual([]);
  });

  it('Given a purpose that asks for nothing, when a document was typed, then nobody is asked', () => {
    expect(actsToApprove({}, [typed])).toEqual([]);
  });
});
