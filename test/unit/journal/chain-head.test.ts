import { expect, test } from 'vitest';
import { emptyHead, nextInChain } from '../../../main/journal/chain-head';
import { NO_HASH } from '../../../main/journal/entry-hash';

const hash = 'ab'.repeat(32);
const head = { position: 7, hash, chain: { terminal: 'one', epoch: 2, seq: 5 } };

test('Given no entry yet, when the next is placed, then it is the first and follows nothing', () => {
  expect(nextInChain(emptyHead, { terminal: 'one', epoch: 1 })).toEqual({ seq: 1, previous: NO_HASH });
});

test('Given a chain, when its terminal writes on, then the next entry follows the last one', () => {
  expect(nextInChain(head, { terminal: 'one', epoch: 2 })).toEqual({ seq: 6, previous: hash });
});

test.each([
  { terminal: 'one', epoch: 3 },
  { terminal: 'two', epoch: 2 },
])('Given a chain, when $terminal writes in epoch $epoch, then a chain of its own begins', (identity) => {
  expect(nextInChain(head, identity)).toEqual({ seq: 1, previous: NO_HASH });
});
