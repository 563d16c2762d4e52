import { expect, test } from 'vitest';
import { canonicalJson } from '../../../main/crypto/canonical-json';

const written = (value: unknown) => Buffer.from(canonicalJson(value)).toString('utf8');

test('Given the example of RFC 8785, when it is written, then it has the one form that the RFC prints', () => {
  const example = {
    numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  };
  expect(written(example)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test('Given the same members in another order, when they are written, then the bytes are the same', () => {
  expect(written({ seq: 1, at: 'x', about: null })).toBe(written({ about: null, at: 'x', seq: 1 }));
});

test.each([undefined, Number.NaN, Number.POSITIVE_INFINITY, { a: '\ud800' }])(
  'Given %j, which JSON cannot say, when it is written, then it is refused',
  (value) => {
    expect(() => canonicalJson(value)).toThrow();
  },
);
