import { describe, expect, test } from 'vitest';
import { checkResult } from '../../../renderer/components/check-result';
import { catalogueOf } from '../../../renderer/messages/catalogues';
import { createWords } from '../../../renderer/messages/words';
import type { Check } from '../../../shared/domain/verdict';

const en = createWords('en', await catalogueOf('en'));
const result = (name: Check['name'], ok: Check['ok'], detail?: string) =>
  checkResult(detail === undefined ? { name, ok } : { name, ok, detail }, en);

describe('checks', () => {
  test.each([
    ['signature', 'ES256', 'ES256'],
    ['signature', 'RSA-PSS', 'RSA-PSS'],
    ['chip-opened', 'PACE, card access number', 'PACE'],
    ['chip-contents', 'DG1, DG2, DG14', 'DG 1, 2, 14'],
    ['chip-original', 'chip authentication', 'chip authentication'],
    ['chip-original', 'active authentication', 'active authentication'],
    ['trust-fresh', '7300 s old', '2 h old'],
    ['status', '240 s old', '4 min old'],
    ['validity', `until ${new Date(2031, 2, 15).toISOString()}`, 'until 14 March 2031'],
  ] as const)('Given %s passed with "%s", when it is shown, then it says "%s"', (name, detail, said) => {
    expect(result(name, true, detail)).toBe(said);
  });

  test('Given a code that is valid until later today, when it is shown, then it says the time', () => {
    const until = new Date();
    until.setHours(23, 59, 59, 0);
    expect(result('validity', true, `until ${until.toISOString()}`)).toBe('until 23:59');
  });

  test.each([
    ['signature', 'SIGNER 1A2B'],
    ['issuer-trusted', 'https://registry.example/issuer'],
    ['check-digits', 'misread and put right: birth date'],
    ['validity', 'always'],
    ['trust-fresh', 'stale'],
    ['understood', undefined],
  ] as const)(
    'Given %s passed with a detail for the journal, %s, when it is shown, then it says passed',
    (name, detail) => {
      expect(result(name, true, detail)).toBe('passed');
    },
  );

  test('Given a check that failed or that nobody could tell, when it is shown, then its detail is not', () => {
    expect(result('signature', false, 'ECDSA')).toBe('failed');
    expect(result('chip-original', null, 'this chip was made without a proof')).toBe('could not be checked');
    expect(result('status', null, 'the list is too old')).toBe('not known yet');
  });
});
