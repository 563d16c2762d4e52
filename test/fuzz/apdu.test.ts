import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandBytes, readCommand } from '../../shared/framing/apdu';
import { wholeAnswer } from '../../main/readers/pcsc/whole-answer';
import { VestibuleError } from '../../shared/domain/error';

const byte = fc.integer({ min: 0, max: 255 });
const command = fc.record(
  {
    cla: byte,
    ins: byte,
    p1: byte,
    p2: byte,
    data: fc.uint8Array({ minLength: 1, maxLength: 700 }),
    expects: fc.integer({ min: 1, max: 65_536 }),
  },
  { requiredKeys: ['cla', 'ins', 'p1', 'p2'] },
);

describe('Given any command for a chip', () => {
  it('when it is written and read, then it is the same', () => {
    fc.assert(
      fc.property(command, (wanted) => {
        expect(readCommand(commandBytes(wanted))).toEqual(wanted);
      }),
    );
  });

  it('when any bytes are read as one, then they are one whose bytes are these, or a RangeError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          const read = readCommand(bytes);
          // The extended form of what fits the short one is read as well, and written short.
          expect(readCommand(commandBytes(read))).toEqual(read);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});

describe('Given a card that answers anything at all', () => {
  const answer = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc
      .tuple(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(0x61, 0x6c, 0x90), byte)
      .map(([data, sw1, sw2]) => Uint8Array.of(...data, sw1, sw2)),
  );

  it('when it is asked, then an answer of bounded size comes, or a known error, and it ends', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 8 }), command, async (answers, wanted) => {
        let asked = 0;
        try {
          const whole = await wholeAnswer(
            async () => answers[asked++ % answers.length] ?? new Uint8Array(0),
            wanted,
          );
          expect(whole.length).toBeGreaterThanOrEqual(2);
          expect(whole.length).toBeLessThanOrEqual(65_538);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(VestibuleError);
        }
        expect(asked).toBeLessThan(2_000);
      }),
    );
  });
});
