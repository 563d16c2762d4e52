import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inflate, isZlibHeader } from '../../../main/crypto/inflate';

const message = Buffer.from('what was signed '.repeat(40));

describe('a bounded zlib stream', () => {
  test('Given a whole stream, when it is inflated, then the bytes come back', () => {
    expect(Buffer.from(inflate(deflateSync(message), 1_000))).toEqual(message);
  });

  test('Given a stream that is exactly as large as the limit, when it is inflated, then it passes', () => {
    expect(inflate(deflateSync(message), message.length)).toHaveLength(message.length);
  });

  test.each([
    ['a bomb over the limit', deflateSync(Buffer.alloc(10_000_000)), 65_536],
    ['one byte over the limit', deflateSync(message), message.length - 1],
    ['a stream that ends early', deflateSync(message).subarray(0, -3), 1_000],
    ['a wrong checksum', Buffer.concat([deflateSync(message).subarray(0, -1), Buffer.of(0)]), 1_000],
    ['bytes behind the end', Buffer.concat([deflateSync(message), Buffer.from('more')]), 1_000],
    ['a stream that wants a dictionary', deflateSync(message, { dictionary: Buffer.from('signed') }), 1_000],
    ['nothing', Buffer.alloc(0), 1_000],
  ])('Given %s, when it is inflated, then it is refused: malformed', (_, bytes, limit) => {
    expect(() => inflate(bytes, limit)).toThrow(/^malformed/);
  });

  test.each([1, 6, 9])(
    'Given compression level %i, when its header is looked at, then it is a stream',
    (level) => {
      const [first = 0, second = 0] = deflateSync(message, { level });
      expect(isZlibHeader(first, second)).toBe(true);
    },
  );

  test('Given gzip or chance bytes, when the header is looked at, then it is none', () => {
    expect(isZlibHeader(0x1f, 0x8b)).toBe(false);
    expect(isZlibHeader(0x78, 0x9d)).toBe(false);
  });
});
