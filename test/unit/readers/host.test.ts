import { describe, expect, it } from 'vitest';
import { openReaderHost } from '../../../main/readers/host';
import type { FromReaderHost, ToReaderHost } from '../../../main/readers/host-contract';
import { FromReaderHost as fromReaderHost } from '../../../main/readers/host-contract';

/** The terminal's end of a line. */
function line() {
  const heard: FromReaderHost[] = [];
  let listener: (message: unknown) => void = () => undefined;
  let wake = () => {};
  return {
    heard,
    say: (message: ToReaderHost | object) => listener(message),
    end: {
      post(message: FromReaderHost) {
        heard.push(fromReaderHost.parse(JSON.parse(JSON.stringify(message))));
        wake();
      },
      onMessage: (hear: (message: unknown) => void) => void (listener = hear),
    },
    async until(found: (message: FromReaderHost) => boolean): Promise<FromReaderHost> {
      for (;;) {
        const message = heard.find(found);
        if (message) return message;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}

const CARD = {
  textBase64: Buffer.alloc(256, 'x\0').toString('base64'),
  photoBase64: Buffer.alloc(1_024, 3).toString('base64'),
  samId: '05.03-20150101-0001096475-0348652165',
};
const isPresentation = (message: FromReaderHost) => message.type === 'presentation';

describe('Given the reader host in training', () => {
  it('when a code is simulated, then it comes through the real framing', async () => {
    const host = openReaderHost(() => undefined, []);
    const terminal = line();
    host.connect(terminal.end);
    const text = `${'6BF'.repeat(60)}中`;
    terminal.say({ type: 'simulate', sample: { kind: 'code', text } });
    expect(await terminal.until(isPresentation)).toMatchObject({
      reader: 'simulated-scanner',
      content: { type: 'text', text },
      symbology: ']Q1',
    });
    await host.close();
  });

  it('when a card is laid down, then it comes through the real dialogue', async () => {
    const host = openReaderHost(() => undefined, []);
    const terminal = line();
    host.connect(terminal.end);
    const addressBase64 = Buffer.from('迁址路8号'.padEnd(35, ' '), 'utf16le').toString('base64');
    terminal.say({ type: 'simulate', sample: { kind: 'card', card: { ...CARD, addressBase64 } } });
    expect(await terminal.until(isPresentation)).toMatchObject({
      reader: 'simulated-card-reader',
      content: { type: 'resident-card', ...CARD, addressBase64 },
    });
    await host.close();
  });

  it('when the readers are only plugged in, then they are there and live', async () => {
    const host = openReaderHost(() => undefined, []);
    const terminal = line();
    host.connect(terminal.end);
    terminal.say({ type: 'plug-simulated' });
    for (const id of ['simulated-scanner', 'simulated-card-reader']) {
      const live = (m: FromReaderHost) =>
        m.type === 'reader' && m.reader.id === id && m.reader.state === 'live';
      expect(await terminal.until(live)).toMatchObject({ reader: { kind: 'simulated' } });
    }
    await host.close();
  });

  it('when the terminal restarts, then the new one hears of every reader and the old one nothing more', async () => {
    const host = openReaderHost(() => undefined, []);
    const first = line();
    host.connect(first.end);
    first.say({ type: 'plug-simulated' });
    await first.until((m) => m.type === 'reader' && m.reader.state === 'live');
    const second = line();
    host.connect(second.end);
    const heardByFirst = first.heard.length;
    first.say({ type: 'simulate', sample: { kind: 'code', text: 'from the dead' } });
    second.say({ type: 'simulate', sample: { kind: 'code', text: 'hello again' } });
    expect(await second.until(isPresentation)).toMatchObject({ content: { text: 'hello again' } });
    expect(second.heard.filter((m) => m.type === 'reader').length).toBeGreaterThan(0);
    expect(first.heard).toHaveLength(heardByFirst);
    await host.close();
  });

  it('when a message is not of the contract, then nothing happens', async () => {
    const host = openReaderHost(() => undefined, []);
    const terminal = line();
    host.connect(terminal.end);
    const short = { ...CARD, textBase64: 'AAAA' };
    for (const message of [
      { type: 'simulate' },
      { type: 'simulate', sample: { kind: 'card', card: short } },
      {},
    ])
      terminal.say(message);
    terminal.say({ type: 'simulate', sample: { kind: 'code', text: 'the first' } });
    expect(await terminal.until(isPresentation)).toMatchObject({ content: { text: 'the first' } });
    await host.close();
  });

  it('when the terminal says shutdown, then the process is told', () => {
    let told = 0;
    const host = openReaderHost(() => void (told += 1), []);
    const terminal = line();
    host.connect(terminal.end);
    terminal.say({ type: 'shutdown' });
    expect(told).toBe(1);
    return host.close();
  });
});
