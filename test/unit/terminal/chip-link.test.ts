import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ToReaderHost } from '../../../main/readers/host-contract';
import { ChipLink, type LaidChip } from '../../../main/terminal/chip-link';

const CHIP = '6f1c9a52-0f6b-4a0e-9d57-0c3a4f6c2b11';
const OTHER = 'a53fd1be-8a3c-4d45-b0b7-31f0c9a7e101';
const SELECT = Uint8Array.of(0, 0xa4, 4, 0);
const reader = (id: string) => ({ id, kind: 'smart-card' as const, name: id });

let posted: ToReaderHost[];
let laid: LaidChip[];
let gone: string[];
let link: ChipLink;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  posted = [];
  laid = [];
  gone = [];
  link = new ChipLink((message) => posted.push(message), {
    laid: (chip) => laid.push(chip),
    gone: (id) => gone.push(id),
  });
});
afterEach(() => void vi.useRealTimers());

const lay = (chip = CHIP): LaidChip => {
  link.hear({ type: 'chip', reader: 'desk', chip }, reader);
  const last = laid.at(-1);
  if (!last) throw new Error('No chip was announced.');
  return last;
};
const answer = (exchange: number, chip = CHIP, answerBase64 = 'kAA=') =>
  link.hear({ type: 'chip-answer', chip, exchange, outcome: { answerBase64 } }, reader);
const exchanges = () => posted.flatMap((message) => (message.type === 'transmit' ? [message.exchange] : []));
const turn = () => vi.advanceTimersByTimeAsync(0);

describe('Given a chip on a reader behind the reader host', () => {
  it('when commands are given side by side, then the host gets one at a time, and each is answered', async () => {
    const chip = lay();
    const both = Promise.all([chip.transmit(SELECT), chip.transmit(SELECT)]);
    await turn();
    expect(exchanges()).toEqual([0]);
    answer(0);
    await turn();
    expect(exchanges()).toEqual([0, 1]);
    answer(1);
    expect(await both).toEqual([Uint8Array.of(0x90, 0), Uint8Array.of(0x90, 0)]);
  });

  it('when an answer names another chip or another exchange, then it is nobody’s', async () => {
    const chip = lay();
    const first = chip.transmit(SELECT);
    await turn();
    answer(0, OTHER);
    answer(7);
    answer(0, CHIP, 'agI=');
    expect(await first).toEqual(Uint8Array.of(0x6a, 0x02));
  });

  it('when the host says why there is no answer, then that is the error', async () => {
    const failed = expect(lay().transmit(SELECT)).rejects.toMatchObject({ code: 'card-in-use' });
    await turn();
    link.hear({ type: 'chip-answer', chip: CHIP, exchange: 0, outcome: { code: 'card-in-use' } }, reader);
    await failed;
  });

  it('when the host never answers, then the card counts as silent', async () => {
    const silent = expect(lay().transmit(SELECT)).rejects.toMatchObject({ code: 'card-silent' });
    await vi.advanceTimersByTimeAsync(12_000);
    await silent;
  });

  it('when it is taken away, then what is under way fails, and so does what comes after', async () => {
    const chip = lay();
    const failed = expect(chip.transmit(SELECT)).rejects.toMatchObject({ code: 'card-gone' });
    await turn();
    link.hear({ type: 'chip-gone', chip: CHIP }, reader);
    await failed;
    await expect(chip.transmit(SELECT)).rejects.toMatchObject({ code: 'card-gone' });
    expect(gone).toEqual([CHIP]);
  });

  it('when the host dies, then every exchange fails and every chip is gone', async () => {
    const [one, other] = [lay(CHIP), lay(OTHER)];
    const failed = [one, other].map((chip) =>
      expect(chip.transmit(SELECT)).rejects.toMatchObject({ code: 'reader-failed' }),
    );
    await turn();
    link.lost();
    await Promise.all(failed);
    expect(gone).toEqual([CHIP, OTHER]);
  });
});
