import type { ReadSink, RunningDriver } from './driver';
import type { Framing, FramingStep } from './framing/framing';
import type { OpenDevice } from './transport';

/** Puts everything a device sends through a pure framing; a timer stands in for what does not come. */
export function runFraming<State>(
  device: OpenDevice,
  sink: ReadSink,
  framing: Framing<State>,
): RunningDriver {
  let state = framing.idle;
  let firstAt: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const obey = (step: FramingStep<State>, at: number) => {
    state = step.state;
    for (const event of step.events) {
      if (event.type === 'presentation') sink.read(event, Math.round((at - (firstAt ?? at)) * 1000));
      else sink.problem(event.code);
    }
    if (step.deadline === undefined) firstAt = null;
    clearTimeout(timer);
    if (step.deadline !== undefined) timer = setTimeout(expire, step.deadline - performance.now() + 1);
  };
  const expire = () => {
    const at = performance.now();
    obey(framing.time(state, at), at);
  };

  device.onReport((bytes) => {
    const at = performance.now();
    firstAt ??= at;
    obey(framing.bytes(state, bytes, at), at);
  });
  return {
    stop() {
      obey(framing.gone(state), performance.now());
      clearTimeout(timer);
    },
  };
}
