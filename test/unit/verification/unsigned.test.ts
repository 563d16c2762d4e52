import { expect, test, vi } from 'vitest';
import type { Format } from '../../../main/credentials/format';
import { judge } from '../../../main/verification/judge';
import { purposeNamed } from '../../../main/verification/purposes';
import { NOON, presentedText } from '../../support/minted';

/** A format that nobody signs, as a typed document or a magnetic stripe is. */
const unsigned: Format = {
  name: 'claim-169',
  recognise: () => true,
  decode: () => ({ claims: { fullName: 'Typed Person' }, validity: {} }),
  verify: async () => ({ assurance: 'unsigned', checks: [{ name: 'check-digits', ok: true }] }),
};

vi.mock('../../../main/credentials/formats', () => ({ recognise: () => unsigned }));

test('Given a format that nobody signs, when it is judged, then it is for a person’s eye and never green', async () => {
  const context = {
    purpose: purposeNamed('hotel.check-in'),
    trust: { list: null, receivedAt: null },
    now: NOON,
    mode: 'live' as const,
    clockOffset: 0,
  };
  const { verdict } = await judge(presentedText('typed'), context);
  expect(verdict).toMatchObject({
    outcome: 'check-by-eye',
    assurance: 'unsigned',
    claims: { fullName: 'Typed Person' },
  });
});
