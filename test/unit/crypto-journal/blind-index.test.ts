import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { TOKEN_LENGTH, blindIndexKey, blindToken } from '../../../main/crypto/blind-index';

const secret = randomBytes(32);
const token = (retention: string, month: string, field: string, value: string) =>
  Buffer.from(blindToken(blindIndexKey(secret, retention, month), field, value)).toString('hex');

describe('Given a word that is filed as a blind token', () => {
  const filed = token('hotel', '2026-11', 'name', 'okafor');

  test('when the same word is sought in the same class and month, then the token is the same', () => {
    expect(token('hotel', '2026-11', 'name', 'okafor')).toBe(filed);
    expect(filed).toHaveLength(TOKEN_LENGTH * 2);
  });

  test('when class, month, field or word is another, then the token is unrelated', () => {
    const others = [
      token('bank', '2026-11', 'name', 'okafor'),
      token('hotel', '2026-12', 'name', 'okafor'),
      token('hotel', '2026-11', 'room', 'okafor'),
      token('hotel', '2026-11', 'name', 'okafo'),
      Buffer.from(blindToken(blindIndexKey(randomBytes(32), 'hotel', '2026-11'), 'name', 'okafor')).toString(
        'hex',
      ),
    ];
    expect(new Set([filed, ...others]).size).toBe(6);
  });

  test('when parts are shifted between class, month, field and word, then no two spell the same', () => {
    expect(token('hotel', '2026-11', 'name', 'a')).not.toBe(token('hotel2026', '-11', 'name', 'a'));
    expect(token('hotel', '2026-11', 'name', 'xa')).not.toBe(token('hotel', '2026-11', 'namex', 'a'));
  });
});
