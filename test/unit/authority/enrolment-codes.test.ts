import { assert, infiniteStream, nat, property } from 'fast-check';
import { expect, test } from 'vitest';
import { normalBase32, randomBase32 } from '../../../main/authority/server/base32';

test('Given new codes, when they are looked at, then none has a character that is mistaken when read aloud', () => {
  const codes = Array.from({ length: 200 }, () => randomBase32(12));
  for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
  expect(new Set(codes).size).toBe(200);
});

test('Given a code typed in any of the ways people do, when it is read, then it is the same code', () => {
  assert(
    property(infiniteStream(nat(3)), (choices) => {
      const code = randomBase32(12);
      const typed = [...code].map((character) => {
        const choice = choices.next().value ?? 0;
        const written =
          { '0': ['0', 'o', 'O', '0'], '1': ['1', 'l', 'I', 'i'] }[character]?.[choice] ?? character;
        return choice % 2 ? written.toLowerCase() : `${written}${choice === 2 ? '-' : ''}`;
      });
      expect(normalBase32(typed.join(' '))).toBe(code);
    }),
  );
});
