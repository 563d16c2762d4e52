import { describe, expect, test } from 'vitest';
import { judge } from '../../../main/verification/judge';
import { Verdict } from '../../../shared/domain/verdict';
import { RESIDENT, SAM, cardRecord } from '../../support/card-record';
import { NOON, presentation } from '../../support/minted';
import { answers, context, list } from './judging';

describe('the resident card', () => {
  const card = (fields: Parameters<typeof cardRecord>[0], samId = SAM) =>
    presentation({
      type: 'resident-card',
      textBase64: cardRecord(fields).toString('base64'),
      photoBase64: '',
      samId,
    });

  test('Given a trusted module, when a card is read, then the reader attests it', async () => {
    const { verdict, digestInput } = await judge(card(RESIDENT), context());
    expect(verdict).toMatchObject({
      outcome: 'verified',
      assurance: 'reader-attested',
      format: 'resident-card',
      validFrom: '2020-01-01',
      validUntil: '2040-01-01',
      claims: { fullName: '李测试', adult: true },
    });
    expect(digestInput).toHaveLength(256);
    expect(Verdict.safeParse(verdict).success).toBe(true);
  });

  test('Given an expired card, when it is read, then it is refused: expired', async () => {
    expect((await judge(card({ ...RESIDENT, to: [204, '20261119'] }), context())).verdict.reason).toBe(
      'expired',
    );
    expect((await judge(card({ ...RESIDENT, to: [204, '20261120'] }), context())).verdict.outcome).toBe(
      'verified',
    );
  });

  test('Given a module nobody lists, when a card is read, then it is refused without a name', async () => {
    const { verdict } = await judge(card(RESIDENT, 'another'), context());
    expect(verdict).toMatchObject({ outcome: 'refused', reason: 'untrusted-issuer', claims: {} });
  });

  test('Given a stale list, when a card is read, then it is refused: status-stale, since nobody can be asked', async () => {
    const trust = { list, receivedAt: new Date(NOON.getTime() - 169 * 3_600_000) };
    expect((await judge(card(RESIDENT), context({ trust, askAuthority: answers({}) }))).verdict.reason).toBe(
      'status-stale',
    );
  });
});
