import { expect, test } from 'vitest';
import { z } from 'zod';
import { Allowance, digestOfToken, hasToken, isLocalProgram, newToken } from '../../../main/handoff/access';
import { HandoffRecord } from '../../../shared/domain/handoff';

test('Given the schema of a record that is published, when a record is checked with it, then it is the one the program writes by', async () => {
  const schema = {
    title: 'Vestibule handoff record',
    ...z.toJSONSchema(HandoffRecord, { target: 'draft-2020-12' }),
  };
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
    '../../../docs/handoff.schema.json',
  );
});

test('Given a token, when it is brought, then it and no other opens', () => {
  const token = newToken();
  const opens = (authorization: string | undefined) => hasToken({ authorization }, digestOfToken(token));
  expect(opens(`Bearer ${token}`)).toBe(true);
  for (const wrong of [undefined, '', token, `Bearer ${token}x`, `bearer ${token}`, `Bearer ${newToken()}`])
    expect(opens(wrong)).toBe(false);
});

test.each([
  ['the address that was bound', { host: '127.0.0.1:8750' }, true],
  ['its name', { host: 'localhost:8750' }, true],
  ['another port', { host: '127.0.0.1:8751' }, false],
  ['a name that was rebound', { host: 'evil.example:8750' }, false],
  ['no host', {}, false],
  ['a page', { host: '127.0.0.1:8750', origin: 'http://127.0.0.1:8750' }, false],
  ['a picture on a page', { host: '127.0.0.1:8750', 'sec-fetch-site': 'cross-site' }, false],
])('Given %s, when it asks, then it is let in only as a program of this machine', (_, headers, expected) => {
  expect(isLocalProgram(headers, 8750)).toBe(expected);
});

test('Given an allowance, when it is used up, then it fills again as time goes by, and never above its size', () => {
  let now = 0;
  const allowance = new Allowance(2, 1, () => now);
  expect([allowance.take(), allowance.take(), allowance.take()]).toEqual([true, true, false]);
  now = 1_000;
  expect([allowance.take(), allowance.take()]).toEqual([true, false]);
  now = 60_000;
  expect([allowance.take(), allowance.take(), allowance.take()]).toEqual([true, true, false]);
});
