import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PcscReader } from '../../../main/readers/pcsc/pcsc-reader';
import type { CardChannel } from '../../../main/readers/pcsc/card-channel';
import { VestibuleError } from '../../../shared/domain/error';

const SELECT = Uint8Array.of(0, 0xa4, 4, 0);
const ATR = Buffer.from('3b80800101', 'hex');

/** The package as a test drives it: what a connection and an exchange come to, and what was done in which order. */
class FakePcsc {
  readonly done: string[] = [];
  connects: (() => Promise<void>)[] = [];
  exchange: () => Promise<string> = async () => '9000';
  opened = 0;

  readonly binding = (() => {
    const { done } = this;
    const card = {
      protocol: 2,
      transmit: async () => {
        done.push('transmit');
        return Buffer.from(await this.exchange(), 'hex');
      },
      reconnect: async (_share: number, _protocols: number, how: number) => {
        done.push(how === 1 ? 'reset' : 'reconnect');
        return 2;
      },
      disconnect: (how: number) => void done.push(how === 0 ? 'leave' : 'disconnect'),
    };
    const connect = async (_share: number, protocols: number) => {
      done.push(`connect ${protocols}`);
      await this.connects.shift()?.();
      return card;
    };
    const opened = () => (this.opened += 1);
    const closed = () => (this.opened -= 1);
    return {
      Context: class {
        constructor() {
          opened();
        }
        listReaders() {
          return [{ name: 'Desk 00 00', state: 0, atr: ATR, connect }];
        }
        close() {
          closed();
        }
      },
      SCARD_SHARE_EXCLUSIVE: 1,
      SCARD_PROTOCOL_T0: 1,
      SCARD_PROTOCOL_T1: 2,
      SCARD_LEAVE_CARD: 0,
      SCARD_RESET_CARD: 1,
      SCARD_STATE_PRESENT: 0x20,
    };
  })();
}

let pcsc: FakePcsc;
let reader: PcscReader;
let channels: CardChannel[];
const see = (count: number, present = true) => reader.see({ present, count, atr: ATR });
const words = (message: string) => () => Promise.reject(new Error(message));
const channel = () => {
  const last = channels.at(-1);
  if (!last) throw new Error('No card was announced.');
  return last;
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  pcsc = new FakePcsc();
  reader = new PcscReader('Desk 00 00', pcsc.binding);
  channels = [];
  reader.onCard((card) => channels.push(card));
});
afterEach(() => void vi.useRealTimers());

describe('Given a smart card reader', () => {
  it('when a card lies on it look after look, then it is announced once', () => {
    for (let look = 0; look < 5; look += 1) see(1);
    expect(channels).toHaveLength(1);
    expect(channel().contactless).toBe(true);
  });

  it('when it is swapped between two looks, then the first is gone and the second announced', () => {
    see(1);
    let gone = 0;
    channel().onGone(() => (gone += 1));
    see(3);
    expect([channels.length, gone]).toEqual([2, 1]);
  });

  it('when it is lifted and laid down again, then it is announced again, also where the system counts nothing', () => {
    see(0);
    see(0, false);
    see(0);
    expect(channels).toHaveLength(2);
  });

  it('when a card that knows T=0 alone is mute to both protocols, then it is asked for that one', async () => {
    pcsc.connects = [words('Card is unresponsive')];
    see(1);
    await channel().transmit(SELECT);
    expect(pcsc.done).toEqual(['connect 3', 'connect 1', 'transmit']);
  });

  it('when another program looks at the card first, then it is waited for', async () => {
    pcsc.connects = [words('Sharing violation'), words('Sharing violation')];
    see(1);
    const answer = channel().transmit(SELECT);
    await vi.advanceTimersByTimeAsync(600);
    expect(Buffer.from(await answer).toString('hex')).toBe('9000');
  });

  it('when another program keeps it, then that is told', async () => {
    pcsc.connects = Array.from({ length: 50 }, () => words('Sharing violation'));
    see(1);
    const answer = channel().transmit(SELECT);
    const told = expect(answer).rejects.toMatchObject({ code: 'card-in-use' });
    await vi.advanceTimersByTimeAsync(10_000);
    await told;
  });

  it('when several commands are given at once, then they go one after another', async () => {
    see(1);
    let under = 0;
    let most = 0;
    pcsc.exchange = async () => {
      most = Math.max(most, (under += 1));
      await Promise.resolve();
      under -= 1;
      return '9000';
    };
    await Promise.all([1, 2, 3].map(() => channel().transmit(SELECT)));
    expect(most).toBe(1);
  });

  it('when the card is looked at and given back, then it is left as it is and the context is closed', async () => {
    see(1);
    await channel().transmit(SELECT);
    await channel().release('leave');
    expect(pcsc.done.slice(-1)).toEqual(['leave']);
    expect(pcsc.done).not.toContain('reset');
    expect(pcsc.opened).toBe(0);
  });

  it('when a session was opened, then the card is reset before it is left', async () => {
    see(1);
    await channel().transmit(SELECT);
    await channel().release('reset');
    expect(pcsc.done.slice(-2)).toEqual(['reset', 'leave']);
  });

  it('when it was given back, then the next command takes it again', async () => {
    see(1);
    await channel().transmit(SELECT);
    await channel().release('leave');
    await channel().transmit(SELECT);
    expect(pcsc.done).toEqual(['connect 3', 'transmit', 'leave', 'connect 3', 'transmit']);
  });

  it('when contact is lost and the card lies there still, then it is announced again a second later, and reset first', async () => {
    see(1);
    pcsc.exchange = async () => '';
    await expect(channel().transmit(SELECT)).rejects.toMatchObject({ code: 'card-gone' });
    see(1);
    expect(channels).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    see(1);
    expect(channels).toHaveLength(2);
    pcsc.exchange = async () => '9000';
    pcsc.done.length = 0;
    await channel().transmit(SELECT);
    expect(pcsc.done).toEqual(['connect 3', 'reset', 'transmit']);
  });

  it('when contact is lost again and again, then it has to be lifted first', async () => {
    pcsc.exchange = words('Transaction failed');
    for (let look = 0; look < 10; look += 1) {
      see(1);
      await channel()
        .transmit(SELECT)
        .catch(() => undefined);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(channels).toHaveLength(3);
    see(1, false);
    see(2);
    expect(channels).toHaveLength(4);
  });

  it('when a call does not come back, then it is told in time, no further call is made, and it is let go when it is back', async () => {
    see(1);
    let comesBack: (answer: string) => void = () => undefined;
    pcsc.exchange = () => new Promise((resolve) => (comesBack = resolve));
    const silent = expect(channel().transmit(SELECT, 500)).rejects.toMatchObject({ code: 'card-silent' });
    await vi.advanceTimersByTimeAsync(500);
    await silent;
    const again = expect(channel().transmit(SELECT, 500)).rejects.toMatchObject({ code: 'card-silent' });
    await vi.advanceTimersByTimeAsync(500);
    await again;
    expect(pcsc.done.filter((call) => call === 'transmit')).toHaveLength(1);
    expect(reader.busy).toBe(true);
    see(1, false);
    expect(pcsc.done).not.toContain('leave');
    comesBack('9000');
    await vi.advanceTimersByTimeAsync(0);
    expect(pcsc.done.slice(-1)).toEqual(['leave']);
    expect([reader.busy, pcsc.opened]).toEqual([false, 0]);
  });

  it('when the reader goes away, then its card is gone and each listener is told once', async () => {
    see(1);
    const told: string[] = [];
    reader.onGone(({ code }) => told.push(code));
    reader.lost(new VestibuleError('reader-gone', 'The reader was unplugged.'));
    reader.lost(new VestibuleError('reader-gone', 'The reader was unplugged.'));
    expect(told).toEqual(['reader-gone']);
    await expect(channel().transmit(SELECT)).rejects.toMatchObject({ code: 'card-gone' });
  });

  it('when it is closed while a call does not come back, then closing does not wait for ever', async () => {
    see(1);
    pcsc.exchange = () => new Promise(() => undefined);
    const answer = expect(channel().transmit(SELECT)).rejects.toMatchObject({ code: 'card-gone' });
    await vi.advanceTimersByTimeAsync(10);
    const closed = reader.close();
    await vi.advanceTimersByTimeAsync(200);
    await closed;
    await answer;
    expect(reader.busy).toBe(true);
  });

  it.each([
    ['Card was removed', 'card-gone'],
    ['Transaction failed', 'card-gone'],
    ['Card is unresponsive', 'card-silent'],
    ['Protocol mismatch', 'card-silent'],
    ['PC/SC service stopped', 'reader-gone'],
    ['Reader unavailable', 'reader-gone'],
    ['Unknown PC/SC error', 'reader-failed'],
  ])('when the package says "%s", then that is %s', async (message, code) => {
    see(1);
    pcsc.exchange = words(message);
    await expect(channel().transmit(SELECT)).rejects.toMatchObject({ code });
  });
});
