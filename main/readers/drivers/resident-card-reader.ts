import { VestibuleError } from '../../../shared/domain/error';
import { watchCards } from '../card-watch';
import type { Driver, ReadSink } from '../driver';
import { type SamAnswer, idleSam, samBytes, samRequest } from '../framing/sam-v';
import type { CardRead, Exchange } from '../resident-card-dialogue';
import { type SamLine, carriesSam, samLine } from '../sam-line';

/** Milliseconds between two looks for a card. */
const LOOK_EVERY = 300;
/** A module answers a full read within a second; what takes longer does not come. */
const ANSWER_WITHIN = 3_000;

/** Drives resident ID card readers that speak SAM_V, whatever carries the bytes. One whose security module does not answer does not start. */
export const residentCardReader: Driver = {
  name: 'sam-v',
  kind: 'resident-card',
  recognises: carriesSam,
  async start(device, info, sink) {
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let beganAt = 0;
    const exchange = exchangeOver(samLine(device, info));
    await exchange(samRequest.status);
    const look = watchCards({
      exchange,
      onCard: (card) => present(card, beganAt, sink),
      onProblem: (code) => sink.problem(code),
    });
    const again = async () => {
      beganAt = performance.now();
      await look();
      if (!stopped) timer = setTimeout(() => void again(), LOOK_EVERY);
    };
    void again();
    return {
      stop() {
        stopped = true;
        clearTimeout(timer);
      },
    };
  },
};

function present(card: CardRead, beganAt: number, sink: ReadSink): void {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const content = {
    type: 'resident-card' as const,
    textBase64: base64(card.text),
    photoBase64: base64(card.photo),
    samId: card.samId,
    ...(card.address && { addressBase64: base64(card.address) }),
  };
  sink.read({ type: 'presentation', content }, Math.round((performance.now() - beganAt) * 1000));
}

/**
 * One exchange at a time over a device. Bytes that come while nothing was asked are a late answer and are dropped;
 * a frame that does not check fails the exchange, and so does silence.
 */
export function exchangeOver(device: SamLine, answerWithin = ANSWER_WITHIN): Exchange {
  let state = idleSam;
  let waiting: { answer(answer: SamAnswer): void; fail(error: VestibuleError): void } | null = null;

  device.onReport((bytes) => {
    if (!waiting) return;
    const step = samBytes(state, bytes);
    state = step.state;
    const event = step.events.find((candidate) => candidate.type === 'answer') ?? step.events[0];
    if (event?.type === 'answer') waiting.answer(event.answer);
    else if (event)
      waiting.fail(new VestibuleError('frame-invalid', 'A frame of the card reader does not check.'));
  });
  device.onGone((error) => waiting?.fail(error));

  return (request) =>
    new Promise((resolve, reject) => {
      if (waiting) return reject(new VestibuleError('reader-failed', 'The card reader is busy.'));
      const settle = () => {
        clearTimeout(timer);
        waiting = null;
        state = idleSam;
      };
      const fail = (error: VestibuleError) => {
        settle();
        reject(error);
      };
      const timer = setTimeout(
        () => fail(new VestibuleError('reader-failed', 'The card reader does not answer.')),
        answerWithin,
      );
      waiting = {
        answer(answer) {
          settle();
          resolve(answer);
        },
        fail,
      };
      device.write(request).catch((thrown: unknown) => {
        const known = thrown instanceof VestibuleError;
        fail(known ? thrown : new VestibuleError('reader-failed', 'The card reader takes no request.'));
      });
    });
}
