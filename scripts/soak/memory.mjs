import { readFileSync } from 'node:fs';

/** Samples of the memory of every process, and how each grows. */
export class Memory {
  #begun = performance.now();
  /** By process: what was seen of each of its lives, `[hours, megabytes]`. */
  #lives = new Map();

  /** Electron's own figures (working sets in kB) and those of other processes by their id. */
  sample(metrics, others) {
    const hours = (performance.now() - this.#begun) / 3_600_000;
    const seen = [
      ...metrics.map(({ name, type, serviceName, pid, memory }) => [
        name ?? serviceName ?? type,
        pid,
        memory.workingSetSize / 1_024,
      ]),
      ...Object.entries(others).map(([name, pid]) => [name, pid, residentOf(pid)]),
    ];
    for (const [name, pid, megabytes] of seen) {
      if (megabytes === undefined) continue;
      const lives = this.#lives.get(name) ?? new Map();
      this.#lives.set(name, lives.set(pid, [...(lives.get(pid) ?? []), [hours, megabytes]]));
    }
  }

  /** Of the longest life of each: what it began with once it was warm, what it ended with, and megabytes an hour by least squares. */
  growth() {
    return [...this.#lives].map(([name, lives]) => {
      const longest = [...lives.values()].sort((one, other) => other.length - one.length)[0];
      const warm = longest.slice(Math.floor(longest.length / 5));
      return {
        process: name,
        lives: lives.size,
        minutes: rounded((longest.at(-1)[0] - longest[0][0]) * 60),
        first: rounded(warm[0][1]),
        last: rounded(warm.at(-1)[1]),
        most: rounded(Math.max(...[...lives.values()].flat().map(([, megabytes]) => megabytes))),
        perHour: warm.length < 5 ? null : rounded(slopeOf(warm)),
      };
    });
  }
}

function slopeOf(points) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(([at]) => at)), mean(points.map(([, value]) => value))];
  const over = points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0);
  const under = points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
  return under === 0 ? 0 : over / under;
}

function residentOf(pid) {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4_096) / 1_048_576;
  } catch {
    return undefined;
  }
}

const rounded = (value) => Number(value.toFixed(1));
