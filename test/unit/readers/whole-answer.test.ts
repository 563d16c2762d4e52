import { describe, expect, it } from 'vitest';
import { wholeAnswer } from '../../../main/readers/pcsc/whole-answer';

const READ = { cla: 0x0c, ins: 0xb0, p1: 0, p2: 0, expects: 256 };

/** A card that answers in turn what it was told, then nothing but the last. */
function card(...answers: string[]) {
  const asked: string[] = [];
  return {
    asked,
    answer: async () =>
      Buffer.from(
        await wholeAnswer(async (apdu) => {
          const answer = answers[Math.min(asked.length, answers.length - 1)] ?? '';
          asked.push(Buffer.from(apdu).toString('hex'));
          return Buffer.from(answer, 'hex');
        }, READ),
      ).toString('hex'),
  };
}

describe('Given a card that is asked for an answer', () => {
  it('when it answers at once, then that is all', async () => {
    const it = card('0102039000');
    expect(await it.answer()).toBe('0102039000');
    expect(it.asked).toEqual(['0cb0000000']);
  });

  it('when it holds more ready (61xx), then that is fetched to the end', async () => {
    const it = card('01026102', '03046100', '059000');
    expect(await it.answer()).toBe('01020304059000');
    expect(it.asked).toEqual(['0cb0000000', '00c0000002', '00c0000000']);
  });

  it('when it wants another length (6Cxx), then it is asked again, once', async () => {
    const it = card('6c03', '0102039000');
    expect(await it.answer()).toBe('0102039000');
    expect(it.asked).toEqual(['0cb0000000', '0cb0000003']);
    const stubborn = card('6c03');
    expect(await stubborn.answer()).toBe('6c03');
    expect(stubborn.asked).toHaveLength(2);
  });

  it('when it refuses in the middle, then what came and its status are handed on', async () => {
    expect(await card('01026102', '6982').answer()).toBe('01026982');
  });

  it.each(['', '90'])('when "%s" comes back, then the card is gone', async (bytes) => {
    await expect(card(bytes).answer()).rejects.toMatchObject({ code: 'card-gone' });
  });

  it('when it has more without end, then that ends', async () => {
    await expect(card('6100').answer()).rejects.toMatchObject({ code: 'too-large' });
    await expect(card(`${'ff'.repeat(300)}6100`).answer()).rejects.toMatchObject({ code: 'too-large' });
  });
});
