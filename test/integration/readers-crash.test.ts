import { type ChildProcess, fork } from 'node:child_process';
import { constants } from 'node:os';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CrashRecord } from '../../main/readers/crash-record';
import { FromReaderHost, ToShell } from '../../main/readers/host-contract';
import { bundled } from '../support/journal-child';

let program: Awaited<ReturnType<typeof bundled>>;
let shell: Shell | undefined;
beforeAll(async () => {
  program = await bundled('crashing/crashing-host.ts');
});
afterEach(() => shell?.stop());
afterAll(() => program.remove());

const GOOD = 'left scanner';
const BAD = 'left device that kills';

/** The host is a real process, and its driver really ends it. */
describe('Given a device that brings the reader host down', () => {
  it.each(['opening', 'reading', 'throwing'] as const)(
    'when it does so three times within a minute (when %s), then it alone is set aside, and that is said',
    async (moment) => {
      shell = new Shell({ [BAD]: moment }, [GOOD, BAD]);
      for (let crash = 1; crash <= 3; crash += 1) {
        await shell.state(GOOD, 'live');
        if (moment !== 'opening') {
          await shell.state(BAD, 'live');
          shell.scan(BAD, 'deadly');
        }
        await shell.deaths(crash);
      }
      expect(await shell.state(BAD, 'set-aside')).toMatchObject({
        adviceCode: 'set-aside',
        advice: expect.stringContaining('three times within a minute'),
      });
      await shell.state(GOOD, 'live');
      shell.scan(GOOD, 'the other reads on');
      expect(await shell.read('the other reads on')).toMatchObject({ reader: GOOD });
      // Said right behind the state, so it has arrived before what was read after it.
      expect(shell.heard).toContainEqual({ type: 'problem', reader: BAD, code: 'reader-set-aside' });
      expect(shell.died).toBe(3);
    },
  );

  it('when it has crashed once, then the others read again before it is opened anew', async () => {
    shell = new Shell({ [BAD]: 'reading' }, [GOOD, BAD]);
    await shell.state(BAD, 'live');
    shell.scan(BAD, 'deadly');
    await shell.deaths(1);
    await shell.state(BAD, 'live');
    const opened = shell.heard.flatMap((m) =>
      m.type === 'reader' && m.reader.state === 'live' ? [m.reader.id] : [],
    );
    expect(opened).toEqual([GOOD, BAD]);
  });

  it('when several were being opened, then the innocent ones are not set aside with it', async () => {
    const innocent = [GOOD, 'left second', 'right third'];
    shell = new Shell({ [BAD]: 'opening' }, [BAD, ...innocent]);
    await shell.state(BAD, 'set-aside');
    for (const id of innocent) expect(await shell.state(id, 'live')).toMatchObject({ errors: 0 });
    expect(shell.died).toBe(3);
  });

  it('when a whole bus kills as soon as it is looked at, then that bus is set aside and the others go on', async () => {
    const deadly = 'right device';
    shell = new Shell({ [deadly]: 'listing' }, [GOOD, deadly]);
    await shell.state('transport:right', 'set-aside');
    await shell.state(GOOD, 'live');
    shell.scan(GOOD, 'still here');
    expect(await shell.read('still here')).toMatchObject({ reader: GOOD });
  });

  it('when it was set aside and is unplugged and plugged in again, then it is tried again', async () => {
    shell = new Shell({ [BAD]: 'opening' }, [GOOD, BAD]);
    await shell.state(BAD, 'set-aside');
    shell.plug([GOOD]);
    await shell.gone(BAD);
    shell.plug([GOOD, BAD]);
    await shell.deaths(4);
    await shell.state(GOOD, 'live');
  });

  it('when the host is killed from outside, however often, then no device is blamed', async () => {
    shell = new Shell({}, [GOOD]);
    for (let kill = 1; kill <= 4; kill += 1) {
      await shell.state(GOOD, 'live');
      shell.kill();
      await shell.deaths(kill);
    }
    await shell.state(GOOD, 'live');
    shell.scan(GOOD, 'innocent');
    expect(await shell.read('innocent')).toMatchObject({ reader: GOOD });
  });
});

const FromHost = z.union([z.object({ toShell: ToShell }), z.object({ toTerminal: FromReaderHost })]);

/** Starts the host again whenever it dies, and remembers for it, as the shell does. */
class Shell {
  /** What the present host said. */
  heard: FromReaderHost[] = [];
  died = 0;
  readonly #crashes = new CrashRecord();
  #host: ChildProcess;
  #stopped = false;
  #wake: () => void = () => undefined;

  constructor(
    private readonly deadly: Readonly<Record<string, string>>,
    private ids: readonly string[],
  ) {
    this.#host = this.#start();
  }

  scan(id: string, text: string): void {
    this.#host.send({ type: 'scan', id, text });
  }

  plug(ids: readonly string[]): void {
    this.ids = ids;
    this.#host.send({ type: 'plug', ids });
  }

  kill(): void {
    this.#host.kill('SIGKILL');
  }

  stop(): void {
    this.#stopped = true;
    this.kill();
  }

  deaths(count: number): Promise<unknown> {
    return this.#until(() => this.died >= count || undefined);
  }

  state(id: string, wanted: string) {
    return this.#until(() => {
      const last = this.heard.findLast((m) => m.type === 'reader' && m.reader.id === id);
      return last?.type === 'reader' && last.reader.state === wanted ? last.reader : undefined;
    });
  }

  gone(id: string) {
    return this.#until(() => this.heard.find((m) => m.type === 'gone' && m.id === id));
  }

  read(text: string) {
    return this.#until(() =>
      this.heard.find(
        (m) => m.type === 'presentation' && m.content.type === 'text' && m.content.text === text,
      ),
    );
  }

  #start(): ChildProcess {
    const host = fork(program.file, [JSON.stringify(this.deadly)], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.heard = [];
    host.on('message', (message) => {
      const from = FromHost.parse(message);
      if ('toShell' in from) this.#crashes.hear(from.toShell);
      else this.heard.push(from.toTerminal);
      this.#wake();
    });
    host.on('exit', (code, signal) => {
      if (this.#stopped) return;
      this.#crashes.died(code ?? (signal ? constants.signals[signal] : 0), Date.now());
      this.died += 1;
      this.#host = this.#start();
      this.#wake();
    });
    host.send({ type: 'plug', ids: this.ids });
    host.send({ type: 'start', isolation: this.#crashes.isolation(Date.now()) });
    return host;
  }

  async #until<T>(find: () => T | undefined): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
