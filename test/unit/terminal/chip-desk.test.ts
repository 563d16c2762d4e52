import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChipDesk } from '../../../main/terminal/chip-desk';
import type { LaidChip } from '../../../main/terminal/chip-link';
import { VestibuleError } from '../../../shared/domain/error';
import type { ChipState } from '../../../shared/domain/chip-state';
import type { ChipReading } from '../../../shared/domain/presentation';
import { CAN, KEY, LINES, makePassport } from '../../support/emrtd/sample';

const READER = { id: 'pcsc:Desk', kind: 'smart-card' as const, name: 'Desk' };

class LaidPassport implements LaidChip {
  readonly reader = READER;
  readonly #chip = makePassport({ pace: { suite: 'aes-128', curve: 12 } }).chip;
  released = 0;
  commands = 0;
  /** What happens instead of the answer to this command, counted from 0. */
  at: { command: number; happens(): void | Promise<void> } | null = null;

  constructor(readonly id: string) {}

  async transmit(command: Uint8Array): Promise<Uint8Array> {
    if (this.at?.command === this.commands++) await this.at.happens();
    return this.#chip.answer(command);
  }

  release(): void {
    this.released += 1;
  }
}

let told: ChipState[];
let presented: { content: ChipReading; purpose: string | undefined }[];
let refusal: VestibuleError | null;
let desk: ChipDesk;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  told = [];
  presented = [];
  refusal = null;
  desk = new ChipDesk({
    async present(_, content, purpose) {
      if (refusal) throw refusal;
      presented.push({ content, purpose });
    },
    tell: (state) => told.push(state),
  });
});
afterEach(() => void vi.useRealTimers());

const settled = (...steps: ChipState['step'][]) =>
  vi.waitFor(() => expect(steps).toContain(desk.state.step), { timeout: 20_000, interval: 5 });
const stages = () => [...new Set(told.map((state) => (state.step === 'reading' ? state.stage : state.step)))];

describe('Given a document and what opens its chip', () => {
  it('when the lines are read first and the document is laid down, then it is read and presented, step by step', async () => {
    desk.presented(LINES, 'bank.verify-customer');
    expect(told).toEqual([]);
    const chip = new LaidPassport('1');
    desk.laid(chip);
    await settled('none');
    expect(stages()).toEqual(['opening', 'files', 'proving', 'judging', 'none']);
    expect(presented).toMatchObject([
      { content: { openedBy: 'pace', openedWith: 'mrz', printed: KEY }, purpose: 'bank.verify-customer' },
    ]);
    expect(chip.released).toBe(1);
  });

  it('when the document lies there already, then the lines start the reading, and the bytes of each file are told', async () => {
    desk.laid(new LaidPassport('1'));
    expect(desk.state).toEqual({ step: 'needs-key' });
    desk.presented(LINES);
    await settled('none');
    const last = told.findLast((state) => state.step === 'reading');
    expect(last?.step === 'reading' && last.files.map(({ file }) => file)).toEqual([
      'EF.COM',
      'EF.SOD',
      'DG1',
      'DG2',
      'DG11',
      'DG12',
      'DG14',
    ]);
    expect(last?.step === 'reading' && last.files.every(({ read, total }) => read === total)).toBe(true);
  });

  it('when its number is typed first, then the document is waited for, and read by its number', async () => {
    desk.open({ can: CAN });
    expect(desk.state).toEqual({ step: 'needs-document', openedWith: 'can' });
    desk.laid(new LaidPassport('1'));
    await settled('none');
    expect(presented[0]?.content.openedWith).toBe('can');
  });

  it('when nobody lays one down for two minutes, then what was typed is forgotten', async () => {
    desk.open({ can: CAN });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(desk.state).toEqual({ step: 'none' });
    desk.laid(new LaidPassport('1'));
    expect(desk.state).toEqual({ step: 'needs-key' });
  });

  it('when something else is presented in between, then the lines do not open the next document', () => {
    desk.presented(LINES);
    desk.presented('6BFOXN*TS0BI$ZD…');
    desk.laid(new LaidPassport('1'));
    expect(desk.state).toEqual({ step: 'needs-key' });
  });

  it('when a reading has ended in a verdict, then the same lines do not open the next document', async () => {
    desk.presented(LINES);
    desk.laid(new LaidPassport('1'));
    await settled('none');
    desk.gone('1');
    desk.laid(new LaidPassport('2'));
    expect(desk.state).toEqual({ step: 'needs-key' });
  });
});

describe('Given a reading that does not go well', () => {
  it('when the lines are those of another document, then others are asked for while it lies there, and the right ones open it', async () => {
    desk.laid(new LaidPassport('1'));
    desk.open({ mrz: { ...KEY, birthDate: '920309' } });
    await settled('needs-key');
    expect(desk.state).toEqual({ step: 'needs-key', problem: 'chip-key-wrong' });
    desk.presented(LINES);
    await settled('none');
    expect(presented).toHaveLength(1);
  });

  it('when it is taken away in the middle, then it is asked for again, and read whole when it is back', async () => {
    const pulled = new LaidPassport('1');
    pulled.at = {
      command: 30,
      happens() {
        desk.gone('1');
        throw new VestibuleError('card-gone', 'pulled');
      },
    };
    desk.presented(LINES);
    desk.laid(pulled);
    await settled('needs-document');
    expect(desk.state).toMatchObject({ problem: 'card-gone' });
    desk.laid(new LaidPassport('2'));
    await settled('none');
    expect(presented).toHaveLength(1);
  });

  it('when the reader host dies in the middle, then the new one announces the document and it is read by itself', async () => {
    const lost = new LaidPassport('1');
    lost.at = {
      command: 30,
      happens() {
        desk.gone('1');
        throw new VestibuleError('reader-failed', 'the host is gone');
      },
    };
    desk.presented(LINES);
    desk.laid(lost);
    await settled('failed');
    expect(desk.state).toEqual({ step: 'failed', problem: 'reader-failed', lies: false });
    desk.laid(new LaidPassport('2'));
    await settled('none');
    expect(presented).toHaveLength(1);
  });

  it('when the chip falls silent, then it can be tried again as it lies', async () => {
    const silent = new LaidPassport('1');
    silent.at = { command: 20, happens: () => Promise.reject(new VestibuleError('card-silent', 'silent')) };
    desk.presented(LINES);
    desk.laid(silent);
    await settled('failed');
    expect(desk.state).toEqual({ step: 'failed', problem: 'card-silent', lies: true });
    desk.retry();
    await settled('none');
    expect(presented).toHaveLength(1);
  });

  it('when the verdict cannot be recorded, then that is the outcome, and it can be tried again', async () => {
    refusal = new VestibuleError('journal-full', 'full');
    desk.presented(LINES);
    desk.laid(new LaidPassport('1'));
    await settled('failed');
    expect(desk.state).toMatchObject({ problem: 'journal-full' });
    refusal = null;
    desk.retry();
    await settled('none');
    expect(presented).toHaveLength(1);
  });

  it('when nothing failed, then there is nothing to try again: bad-request', () => {
    expect(() => desk.retry()).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });

  it.each([0, 3, 12, 40])(
    'when it is called off at command %i, then nothing is presented, and the chip is given back',
    async (command) => {
      const chip = new LaidPassport('1');
      chip.at = { command, happens: () => desk.forget() };
      desk.laid(chip);
      desk.presented(LINES);
      await vi.waitFor(() => expect(chip.released).toBe(1), { timeout: 20_000 });
      expect(desk.state).toEqual({ step: 'none' });
      expect(chip.commands).toBe(command + 1);
      expect(presented).toEqual([]);
    },
  );

  it('when the lines are scanned again in the middle, then it is read once', async () => {
    const chip = new LaidPassport('1');
    chip.at = { command: 20, happens: () => desk.presented(LINES) };
    desk.laid(chip);
    desk.presented(LINES);
    await settled('none');
    expect(presented).toHaveLength(1);
  });

  it('when it is lifted before anything is known that opens it, then nothing more is asked', () => {
    desk.laid(new LaidPassport('1'));
    desk.gone('1');
    expect(desk.state).toEqual({ step: 'none' });
  });
});
