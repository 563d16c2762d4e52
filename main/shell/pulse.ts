/** How long a process may take from its start to its first answer: a cold disk and a virus scanner included. */
const START_MS = 30_000;

export interface Pulse {
  /** It said something: it is alive. */
  heard(): void;
  stop(): void;
}

/**
 * Asks a process every `everyMs` whether its loop is alive, at once for the first time, and calls `onSilent` once when it
 * has said nothing to as many questions as fit into `silenceMs` (or, while it has never spoken, into half a minute). Questions are
 * counted, not a clock: after a sleep of the machine, or while whoever asks is itself held up, nobody is accused.
 */
export function watchPulse({
  ask,
  everyMs,
  silenceMs,
  onSilent,
}: {
  ask(): void;
  everyMs: number;
  silenceMs: number;
  onSilent(): void;
}): Pulse {
  let unanswered = 1;
  let allowed = START_MS / everyMs;
  ask();
  const timer = setInterval(() => {
    if (unanswered >= allowed) {
      clearInterval(timer);
      return onSilent();
    }
    unanswered += 1;
    ask();
  }, everyMs);
  return {
    heard() {
      unanswered = 0;
      allowed = silenceMs / everyMs;
    },
    stop: () => clearInterval(timer),
  };
}
