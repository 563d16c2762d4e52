import { describe, expect, it } from 'vitest';
import { watchCards } from '../../../main/readers/card-watch';
import type { SimulatedCard } from '../../../main/readers/host-contract';
import { type SamAnswer, idleSam, samBytes, samRequest } from '../../../main/readers/framing/sam-v';
import {
  type CardRead,
  type Exchange,
  findCard,
  readCard,
} from '../../../main/readers/resident-card-dialogue';
import { SimulatedSam } from '../../../main/readers/simulated';
import { VestibuleError } from '../../../shared/domain/error';

const SAM_ID = '05.03-20150101-0001096475-0348652165';

function card(mark: number, address?: string): SimulatedCard {
  const addressBase64 =
    address === undefined ? undefined : Buffer.from(address.padEnd(35, ' '), 'utf16le').toString('base64');
  return {
    textBase64: Buffer.alloc(256, mark).toString('base64'),
    photoBase64: Buffer.alloc(1_024, mark).toString('base64'),
    samId: SAM_ID,
    addressBase64,
  };
}

/** The simulated module behind the real parser, as one exchange. */
function exchangeWith(sam: SimulatedSam, asked: Uint8Array[] = []): Exchange {
  return async (request) => {
    asked.push(request);
    let state = idleSam;
    for (const piece of sam.answer(request)) {
      const step = samBytes(state, piece);
      state = step.state;
      const [event] = step.events;
      if (event?.type === 'answer') return event.answer;
    }
    throw new VestibuleError('reader-failed', 'no answer');
  };
}

const answer = (sw3: number, data = new Uint8Array(0)): SamAnswer => ({ sw1: 0, sw2: 0, sw3, data });

describe('Given a card on a reader', () => {
  it('when the module is an older one, then the base record is asked for after the fingerprint one', async () => {
    const sam = new SimulatedSam();
    const asked: Uint8Array[] = [];
    const exchange = exchangeWith(sam, asked);
    sam.lay(card(7));
    expect(await findCard(exchange)).toBe(true);
    const read = await readCard(exchange);
    expect(read).toEqual({
      text: new Uint8Array(256).fill(7),
      photo: new Uint8Array(1_024).fill(7),
      samId: SAM_ID,
      address: undefined,
    });
    const { find, select, readWithFingerprint, readBase, readAddress, samId } = samRequest;
    expect(asked).toEqual([find, select, readWithFingerprint, readBase, readAddress, samId]);
  });

  it('when the module knows fingerprints, then one read is enough and they are left behind', async () => {
    const sam = new SimulatedSam(true);
    const asked: Uint8Array[] = [];
    const exchange = exchangeWith(sam, asked);
    sam.lay(card(8));
    await findCard(exchange);
    expect((await readCard(exchange)).text).toEqual(new Uint8Array(256).fill(8));
    expect(asked).not.toContain(samRequest.readBase);
  });

  it('when an address was appended, then it is delivered', async () => {
    const sam = new SimulatedSam();
    const exchange = exchangeWith(sam);
    sam.lay(card(9, '新址路5号'));
    await findCard(exchange);
    const { address } = await readCard(exchange);
    expect(
      Buffer.from(address ?? [])
        .toString('utf16le')
        .trim(),
    ).toBe('新址路5号');
  });

  for (const [sw3, code] of [
    [0x81, 'card-gone'],
    [0x32, 'card-not-authentic'],
    [0x66, 'reader-failed'],
  ] as const) {
    it(`when select answers ${sw3.toString(16)}, then it says ${code}`, async () => {
      await expect(readCard(async () => answer(sw3))).rejects.toMatchObject({ code });
    });
  }

  it('when the module gives a short identity, then the read is refused', async () => {
    const data = Buffer.concat([Uint8Array.of(1, 0, 4, 0), new Uint8Array(1_280)]);
    const answers = [answer(0x90), answer(0x90, data), answer(0x41), answer(0x90, new Uint8Array(15))];
    await expect(readCard(async () => answers.shift() ?? answer(0x41))).rejects.toMatchObject({
      code: 'frame-invalid',
    });
  });
});

describe('Given a reader that is watched', () => {
  function watched(exchange: Exchange) {
    const cards: CardRead[] = [];
    const problems: string[] = [];
    const look = watchCards({
      exchange,
      onCard: (read) => void cards.push(read),
      onProblem: (code) => void problems.push(code),
    });
    return {
      cards,
      problems,
      async looks(count: number) {
        for (let done = 0; done < count; done++) await look();
      },
    };
  }

  it('when a card is laid down, then it is presented once', async () => {
    const sam = new SimulatedSam();
    const reader = watched(exchangeWith(sam));
    await reader.looks(3);
    sam.lay(card(1));
    await reader.looks(10);
    expect(reader.cards).toHaveLength(1);
    expect(reader.problems).toEqual([]);
  });

  it('when the same card is lifted and laid down again, then it is presented again', async () => {
    const sam = new SimulatedSam();
    const reader = watched(exchangeWith(sam));
    sam.lay(card(1));
    sam.lay(card(1));
    await reader.looks(10);
    expect(reader.cards).toHaveLength(2);
  });

  it('when a reader finds a card that lies still again and again, then it is presented once', async () => {
    const reader = watched(alwaysFinding(() => card(5)));
    await reader.looks(6);
    expect(reader.cards).toHaveLength(1);
  });

  it('when another card replaces it without a pause, then both are presented', async () => {
    let current = card(1);
    const reader = watched(alwaysFinding(() => current));
    await reader.looks(2);
    current = card(2);
    await reader.looks(2);
    expect(reader.cards.map((read) => read.text[0])).toEqual([1, 2]);
  });

  it('when a card is pulled in the middle, then it is said once and the next card is read', async () => {
    const sam = new SimulatedSam();
    let pulled = true;
    const exchange = exchangeWith(sam);
    let finds = 0;
    const reader = watched(async (request) => {
      if (pulled && request === samRequest.find) return answer(++finds === 1 ? 0x9f : 0x80);
      if (pulled) return answer(request === samRequest.select ? 0x90 : 0x41);
      return exchange(request);
    });
    await reader.looks(6);
    expect(reader.problems).toEqual(['card-gone']);
    pulled = false;
    sam.lay(card(3));
    await reader.looks(2);
    expect(reader.cards).toHaveLength(1);
  });

  it('when a card is not authentic, then it is tried three times and said once', async () => {
    let selects = 0;
    const reader = watched(async (request) => {
      if (request === samRequest.find) return answer(0x9f, new Uint8Array(4));
      if (request === samRequest.select) selects += 1;
      return answer(0x32);
    });
    await reader.looks(8);
    expect(reader.problems).toEqual(['card-not-authentic']);
    expect(selects).toBe(3);
  });

  it('when the reader falls silent, then it is said once, and again only after it had come back', async () => {
    let silent = true;
    const reader = watched(async () => {
      if (silent) throw new VestibuleError('reader-failed', 'silence');
      return answer(0x80);
    });
    await reader.looks(7);
    expect(reader.problems).toEqual(['reader-failed']);
    silent = false;
    await reader.looks(1);
    silent = true;
    await reader.looks(3);
    expect(reader.problems).toEqual(['reader-failed', 'reader-failed']);
  });
});

/** A reader that finds the card on every look: each look meets a module that has just had the card laid down. */
function alwaysFinding(laid: () => SimulatedCard): Exchange {
  let sam = new SimulatedSam();
  return (request) => {
    if (request === samRequest.find) {
      sam = new SimulatedSam();
      sam.lay(laid());
    }
    return exchangeWith(sam)(request);
  };
}
