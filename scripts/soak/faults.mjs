import { writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { randomOf } from './random.mjs';

/** How long a process may be away before the soak takes it for lost. */
const LOST_MS = 30_000;

/**
 * What goes wrong, one thing after the other with pauses between, in the order that the seed draws. In the second half no
 * process is killed, so that their growth can be seen.
 */
export function faultsOf({ app, clerk, line, authority, clock, seed, ends }) {
  const random = randomOf(seed + 1);
  const begun = performance.now();
  const between = (from, to) => from + random() * (to - from);
  const counts = {};
  const result = { counts, restarts: 0, slowestRestart: 0, run, mend };

  const kinds = {
    async unplugged() {
      line.become('unplugged');
      await setTimeout(between(3_000, 20_000));
      line.become('none');
    },
    async silent() {
      line.become('silent');
      await setTimeout(between(2_000, 8_000));
      line.become('none');
    },
    async torn() {
      line.become('torn');
      await setTimeout(between(1_000, 4_000));
      line.become('none');
    },
    async authorityKilled() {
      await authority.kill();
      await setTimeout(between(500, 4_000));
      await authority.start();
    },
    terminalKilled: () => killed('Vestibule terminal'),
    readerHostKilled: () => killed('Vestibule reader host'),
    async clockJumped() {
      // Minutes ahead or behind, as when a bad time server is heard.
      writeFileSync(clock, String(Math.round(between(-240_000, 240_000))));
      await setTimeout(between(4_000, 10_000));
      writeFileSync(clock, '0');
    },
  };
  const gentle = Object.keys(kinds).filter((name) => !name.endsWith('Killed') || name === 'authorityKilled');

  async function run() {
    while (performance.now() < ends - 15_000) {
      await setTimeout(between(500, 4_000));
      const isFirstHalf = performance.now() < (begun + ends) / 2;
      const names = isFirstHalf ? Object.keys(kinds) : gentle;
      const name = names[Math.floor(random() * names.length)];
      counts[name] = (counts[name] ?? 0) + 1;
      await kinds[name]();
    }
  }

  /** Everything works again; what was away comes back by itself. */
  async function mend() {
    line.become('none');
    writeFileSync(clock, '0');
    const deadline = performance.now() + LOST_MS;
    while (!(await clerk.call('state.read').catch(() => undefined))?.authority.online) {
      if (performance.now() > deadline) return;
      await setTimeout(200);
    }
  }

  /** Kills a process of the app and waits until there is another one. */
  async function killed(name) {
    const before = await pidOf(name);
    if (before === undefined) return;
    const at = performance.now();
    process.kill(before, 'SIGKILL');
    for (;;) {
      const now = await pidOf(name);
      if (now !== undefined && now !== before) break;
      if (performance.now() - at > LOST_MS) throw new Error(`${name} did not come back.`);
      await setTimeout(5);
    }
    result.restarts += 1;
    result.slowestRestart = Math.max(result.slowestRestart, Math.round(performance.now() - at));
  }

  function pidOf(wanted) {
    return app.evaluate(
      ({ app: electron }, name) =>
        electron.getAppMetrics().find((metric) => metric.serviceName === name || metric.name === name)?.pid,
      wanted,
    );
  }

  return result;
}
