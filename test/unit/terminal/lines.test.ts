import { describe, expect, test } from 'vitest';
import { linesOf } from '../../../main/terminal/lines';

async function* inChunks(...chunks: (string | Uint8Array)[]) {
  yield* chunks;
}

async function read(longest: number, ...chunks: (string | Uint8Array)[]) {
  const lines: [string, boolean][] = [];
  for await (const { bytes, cut } of linesOf(inChunks(...chunks), longest)) lines.push([String(bytes), cut]);
  return lines;
}

describe('lines of a stream', () => {
  test('Given lines that are spread over chunks anywhere, when they are read, then each is whole, the last one without a line feed too', async () => {
    const [first, second] = [Buffer.from('王').subarray(0, 1), Buffer.from('王').subarray(1)];
    expect(await read(9, 'a\n\nb', 'c\r\n', first, second, '\nlast')).toEqual([
      ['a', false],
      ['', false],
      ['bc\r', false],
      ['王', false],
      ['last', false],
    ]);
  });

  test('Given a line of the greatest length and longer ones, when they are read, then the longer ones are cut once each and the next line follows', async () => {
    expect(await read(3, 'abc\nabcd\nx\nab', 'cdefg', 'hij\ny\nabcdef')).toEqual([
      ['abc', false],
      ['abc', true],
      ['x', false],
      ['abc', true],
      ['y', false],
      ['abc', true],
    ]);
  });

  test('Given a line that never ends, when it is too long, then that is told before more is read', async () => {
    let given = 0;
    async function* endless() {
      for (;;) {
        given += 1;
        yield 'AAAA';
      }
    }
    const { value } = await linesOf(endless(), 10).next();
    expect([String(value?.bytes), value?.cut, given]).toEqual(['AAAAAAAAAA', true, 3]);
  });
});
