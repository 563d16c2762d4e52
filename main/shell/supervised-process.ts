import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { watchPulse } from './pulse';
import { restartPace } from './restart-pace';

export interface SupervisedProcess {
  post(message: unknown, ports?: MessagePortMain[]): void;
  /** Ends it, giving it `graceMs` to leave by itself, and starts it at once; resolves when it is up again. */
  restart(message: unknown, graceMs: number): Promise<void>;
  /** Ends it for good: it is given `graceMs` to leave by itself. */
  stop(message: unknown, graceMs: number): Promise<void>;
}

interface Supervision {
  /** The built entry file. */
  file: string;
  /** The name under which the operating system's tools and the tests find it. */
  name: string;
  /** Its first message, and sent every `everyMs`; a loop that is alive answers at once. What is silent for `silenceMs` hangs, and is started anew. */
  ping: { message: unknown; everyMs: number; silenceMs: number };
  /** Threads for native calls; left out: four. */
  threads?: number;
  /** Called after each (re)start, before any other message: the place to send what it needs to know first. */
  onUp(process: UtilityProcess): void;
  onMessage(message: unknown): void;
  /** It went away by itself, or was ended because it hung; a restart follows. */
  onDown(exitCode: number, hung: boolean): void;
}

function end(child: UtilityProcess): void {
  if (child.pid) process.kill(child.pid, 'SIGKILL');
}

/** Runs a utility process and brings it back whenever it dies by itself or hangs. */
export function supervise(supervision: Supervision): SupervisedProcess {
  let current: UtilityProcess | null = null;
  let stopping = false;
  let wanted = false;
  const pace = restartPace();

  const up = () => {
    if (stopping) return;
    const child = utilityProcess.fork(supervision.file, [], {
      serviceName: supervision.name,
      stdio: 'inherit',
      // It is read when the process starts: too late for it to say so itself.
      env: supervision.threads
        ? { ...process.env, UV_THREADPOOL_SIZE: String(supervision.threads) }
        : process.env,
    });
    current = child;
    const born = performance.now();
    let hung = false;
    const { message: ping, everyMs, silenceMs } = supervision.ping;
    const pulse = watchPulse({
      ask: () => child.postMessage(ping),
      everyMs,
      silenceMs,
      onSilent() {
        hung = true;
        end(child);
      },
    });
    child.on('message', (message) => {
      pulse.heard();
      supervision.onMessage(message);
    });
    child.once('exit', (code) => {
      pulse.stop();
      if (current !== child) return;
      current = null;
      if (stopping) return;
      supervision.onDown(code, hung);
      if (wanted) {
        wanted = false;
        return up();
      }
      setTimeout(up, pace(performance.now() - born));
    });
    supervision.onUp(child);
  };
  up();

  return {
    post: (message, ports) => current?.postMessage(message, ports),
    restart(message, graceMs) {
      wanted = current !== null;
      return leave(message, graceMs);
    },
    stop(message, graceMs) {
      stopping = true;
      return leave(message, graceMs);
    },
  };

  function leave(message: unknown, graceMs: number): Promise<void> {
    const child = current;
    if (!child) return Promise.resolve();
    return new Promise((resolve) => {
      // Not the polite signal: what hangs does not hear it.
      const impatient = setTimeout(() => end(child), graceMs);
      child.once('exit', () => {
        clearTimeout(impatient);
        resolve();
      });
      child.postMessage(message);
    });
  }
}
