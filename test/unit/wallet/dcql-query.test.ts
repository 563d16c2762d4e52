import { DcqlQuery } from 'dcql';
import { describe, expect, test } from 'vitest';
import { dcqlQuery } from '../../../main/authority/server/wallet/dcql-query';
import { purposeNamed, purposes, readPurpose } from '../../../main/verification/purposes';

const BOTH = ['sd-jwt-vc', 'mdoc'] as const;

describe('what a wallet is asked for follows from the purpose', () => {
  test('Given an age check, Then one bit is asked for and nothing else', () => {
    const ageCheck = readPurpose({
      ...purposeNamed('reservation.claim'),
      name: 'age.check',
      sees: ['adult'],
      keeps: [],
      handsOver: [],
    });
    const { credentials } = dcqlQuery(ageCheck, BOTH);
    expect(credentials.map(({ id, claims }) => [id, claims.map(({ path }) => path.join('/'))])).toEqual([
      ['pid', ['age_equal_or_over/18']],
      ['mdl', ['org.iso.18013.5.1/age_over_18']],
      ['pid-mdoc', ['eu.europa.ec.eudi.pid.1/age_over_18']],
    ]);
    expect(credentials.every((credential) => !('claim_sets' in credential))).toBe(true);
  });

  test('Given a purpose that sees the birth date, Then the age is not asked for besides', () => {
    const [pid] = dcqlQuery(purposeNamed('hotel.check-in'), ['sd-jwt-vc']).credentials;
    const names = pid?.claims.map(({ path }) => path[0]);
    expect(names).toContain('birthdate');
    expect(names).not.toContain('age_equal_or_over');
    expect(new Set(names).size).toBe(names?.length);
  });

  test('Given a purpose that never sees an address, Then no document is asked for one', () => {
    const { credentials } = dcqlQuery(purposeNamed('reservation.claim'), BOTH);
    expect(JSON.stringify(credentials)).not.toMatch(/address|birth|nationalit/);
  });

  test.for(purposes.map(({ name }) => name))(
    'Given %s, Then a library that is not ours finds the query right',
    (name) => {
      const query = DcqlQuery.parse(
        structuredClone(dcqlQuery(purposeNamed(name), BOTH)) as unknown as DcqlQuery.Input,
      );
      expect(() => DcqlQuery.validate(query)).not.toThrow();
    },
  );
});
