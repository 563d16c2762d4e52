import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ReaderHost, openReaderHost } from '../../main/readers/host';
import { type FromReaderHost, ReaderSettings } from '../../main/readers/host-contract';
import { serialTransport } from '../../main/readers/transports/serial';
import { RESIDENT, cardRecord } from '../support/card-record';
import { td1, td2, td3 } from '../support/mrz-lines';
import { type FakeCard, FakeReader, SOCAT_ABSENT, hasSocat, until } from '../support/serial/serial-line';

const SAM_ID = '050003006f7a3301fbbb1000057dc814';
const SAM_ID_PRINTED = '05.03-20150895-0001096699-0348683525';

const cardOf = (
  change: Partial<Record<keyof typeof RESIDENT, readonly [number, string]>> = {},
): FakeCard => ({
  text: cardRecord({ ...RESIDENT, ...change }).toString('base64'),
  photo: Buffer.alloc(1_024, 7).toString('base64'),
  samId: SAM_ID,
});

/** A reader host over the real driver, at the other end of a real line. */
class Desk {
  readonly reader = new FakeReader();
  readonly told: FromReaderHost[] = [];
  #host: ReaderHost | null = null;

  open(kind: 'card-reader' | 'scanner' | 'mrz-scanner', more: object = {}): void {
    const settings = ReaderSettings.parse({
      serialPorts: [{ port: this.reader.port, reader: kind, ...more }],
    });
    this.#host = openReaderHost(() => undefined, [serialTransport(settings)], settings);
    this.#host.connect({ post: (message) => void this.told.push(message), onMessage: () => undefined });
  }

  get presentations() {
    return this.told.flatMap((message) => (message.type === 'presentation' ? [message.content] : []));
  }

  get texts(): string[] {
    return this.presentations.flatMap((content) => (content.type === 'text' ? [content.text] : []));
  }

  get problems(): string[] {
    return this.told.flatMap((message) => (message.type === 'problem' ? [message.code] : []));
  }

  get states(): string[] {
    return this.told.flatMap((message) => (message.type === 'reader' ? [message.reader.state] : []));
  }

  /** What it was said when the reader could not be started. */
  get advice(): string | undefined {
    const failing = this.told.flatMap((message) => (message.type === 'reader' ? [message.reader] : []));
    return failing.find(({ state }) => state === 'failing')?.advice;
  }

  /** The reader is listed and open. */
  live = () => until(() => this.states.at(-1) === 'live');
  gone = () => until(() => this.told.at(-1)?.type === 'gone');
  /** It has presented this often. */
  presented = (times: number) => until(() => this.presentations.length >= times);
  /** The host has looked for a card this often from now on. */
  async looked(times: number): Promise<void> {
    const enough = this.reader.requests.length + times;
    await until(() => this.reader.requests.length >= enough);
  }

  async close(): Promise<void> {
    await this.#host?.close();
    await this.reader.close();
  }
}

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
});
afterEach(() => desk.close());

describe.skipIf(!hasSocat)(
  `Given a resident card reader on a serial line (${SOCAT_ABSENT} otherwise)`,
  () => {
    beforeEach(async () => {
      await desk.reader.plug();
      desk.open('card-reader');
      await desk.live();
    });

    test('when it is plugged in, then its security module is asked first, and it is a card reader', () => {
      expect(desk.reader.requests[0]).toBe('aaaaaa9669000311ffed');
      const reader = desk.told.findLast((message) => message.type === 'reader');
      expect(reader?.reader).toMatchObject({ kind: 'resident-card', driver: 'sam-v', state: 'live' });
    });

    test('when a card is laid down, then it is presented whole, once, with its security module', async () => {
      await desk.reader.lay(cardOf());
      await desk.presented(1);
      const { text, photo } = cardOf();
      const content = {
        type: 'resident-card',
        textBase64: text,
        photoBase64: photo,
        samId: SAM_ID_PRINTED,
      };
      await desk.looked(6);
      expect(desk.presentations).toEqual([content]);
    });

    test('when a card is lifted and another laid down, then that is presented too', async () => {
      await desk.reader.lay(cardOf());
      await desk.presented(1);
      await desk.reader.lift();
      await desk.looked(4);
      const other = cardOf({ name: [0, '王样例'] });
      await desk.reader.lay(other);
      await desk.presented(2);
      expect(
        desk.presentations.map((content) => content.type === 'resident-card' && content.textBase64),
      ).toEqual([cardOf().text, other.text]);
    });

    for (const [words, manner] of [
      ['in small pieces', 'dribble'],
      ['glued to an echo and to the next frame', 'glued'],
      ['behind garbage', 'garbage'],
    ] as const) {
      test(`when its answers come ${words}, then the card is read`, async () => {
        await desk.reader.behave(manner);
        await desk.reader.lay(cardOf());
        await desk.presented(1);
        expect(desk.presentations[0]).toMatchObject({ textBase64: cardOf().text });
        expect(desk.problems).toEqual([]);
      });
    }

    test('when a byte is wrong on the way, then the card is read again, and never presented wrong', async () => {
      await desk.reader.behave('broken');
      await desk.reader.lay(cardOf());
      await desk.looked(5);
      await desk.reader.behave('plain');
      await desk.reader.lay(cardOf());
      await desk.presented(1);
      expect(desk.presentations).toMatchObject([{ textBase64: cardOf().text }]);
    });

    test('when the cable is pulled in the middle of an answer, then nothing is presented and the reader is gone', async () => {
      await desk.reader.behave('stall');
      const stalled = desk.reader.stalled();
      await desk.reader.lay(cardOf());
      await stalled;
      await desk.reader.unplug();
      await desk.gone();
      expect(desk.presentations).toEqual([]);
    });

    test('when it is plugged in again, then it is live again and reads', async () => {
      await desk.reader.unplug();
      await desk.gone();
      await desk.reader.plug();
      await desk.live();
      await desk.reader.lay(cardOf());
      await desk.presented(1);
      expect(desk.presentations).toHaveLength(1);
    });
  },
);

describe.skipIf(!hasSocat)(
  `Given something else on the card reader’s port (${SOCAT_ABSENT} otherwise)`,
  () => {
    test('when it does not answer, then the reader is failing and says why', async () => {
      await desk.reader.plug();
      await desk.reader.behave('mute');
      desk.open('card-reader');
      await until(() => desk.states.includes('failing'));
      expect(desk.advice).toBe('The card reader does not answer.');
    });

    test('when another program holds the port, then the reader is failing and says so', async () => {
      await desk.reader.plug();
      const { SerialPort } = await import('serialport');
      const other = new SerialPort({ path: desk.reader.port, baudRate: 9_600, autoOpen: false });
      await new Promise<void>((resolve, reject) =>
        other.open((error) => (error ? reject(error) : resolve())),
      );
      desk.open('scanner');
      await until(() => desk.states.includes('failing'));
      expect(desk.advice).toBe('Another program holds the serial port.');
      await new Promise<void>((resolve) => other.close(() => resolve()));
    });
  },
);

describe.skipIf(!hasSocat)(`Given a scanner on a serial line (${SOCAT_ABSENT} otherwise)`, () => {
  beforeEach(async () => {
    await desk.reader.plug();
    desk.open('scanner');
    await desk.live();
  });

  test('when codes come one after another, then each is presented, with its symbology apart', async () => {
    await desk.reader.say(']Q1HC1:6BFOXN\r\n]C1EID1-4F7K\r\n');
    await desk.presented(2);
    expect(desk.texts).toEqual(['HC1:6BFOXN', 'EID1-4F7K']);
    expect(
      desk.told.flatMap((message) => (message.type === 'presentation' ? [message.symbology] : [])),
    ).toEqual([']Q1', ']C1']);
  });

  test('when the largest code dribbles in, then it is whole', async () => {
    const code = 'A1中文'.repeat(500);
    await desk.reader.say(`${code}\r`, 61);
    await desk.presented(1);
    expect(desk.texts).toEqual([code]);
  });

  test('when it is set to send no line end, then silence ends a code', async () => {
    await desk.reader.say('EID1-4F7K');
    await desk.presented(1);
    expect(desk.texts).toEqual(['EID1-4F7K']);
  });

  test('when it is pulled in the middle of a code, then the half is dropped and said so, and replugged it reads', async () => {
    await desk.reader.say('first\rEID1-half-of-a-co');
    await desk.presented(1);
    await desk.reader.unplug();
    await desk.gone();
    expect(desk.problems).toEqual(['read-incomplete']);
    await desk.reader.plug();
    await desk.live();
    await desk.reader.say('second\r');
    await desk.presented(2);
    expect(desk.texts).toEqual(['first', 'second']);
  });
});

describe.skipIf(!hasSocat)(`Given a document scanner on a serial line (${SOCAT_ABSENT} otherwise)`, () => {
  beforeEach(async () => {
    await desk.reader.plug();
    desk.open('mrz-scanner', { baudRate: 19_200 });
    await desk.live();
  });

  test('when documents of every size are swiped, then each is one presentation', async () => {
    for (const lines of [td3(), td1(), td2()])
      await desk.reader.say(lines.map((line) => `${line}\r\n`).join(''), 17);
    await desk.presented(3);
    expect(desk.texts).toEqual([td3(), td1(), td2()].map((lines) => lines.join('\n')));
  });

  test('when a line is missing, then nothing is presented and it is said', async () => {
    await desk.reader.say(`${td3()[0]}\r`);
    await until(() => desk.problems.length > 0);
    expect(desk.problems).toEqual(['read-incomplete']);
    await desk.reader.say(`${td3().join('\r')}\r`);
    await desk.presented(1);
    expect(desk.texts).toEqual([td3().join('\n')]);
  });
});
