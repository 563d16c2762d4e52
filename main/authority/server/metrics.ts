/** Upper bounds of the groups in which durations are counted, in seconds. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

interface Series {
  count: number;
  seconds: number;
  readonly within: number[];
}

/** What one process did since it started, as Prometheus reads it (text format 0.0.4). It knows no person and no code. */
export class Metrics {
  readonly #requests = new Map<string, Series>();
  readonly #entries = new Map<string, number>();
  #erased = 0;
  #retentionAt: number | undefined;

  /** `worker` tells processes apart that answer behind one port. */
  constructor(private readonly worker: string) {}

  /** One answered request. `operation` is the pattern of its route, never its path. */
  answered(operation: string, status: number, seconds: number): void {
    const labels = `operation="${operation}",status="${status}"`;
    const series = this.#requests.get(labels) ?? { count: 0, seconds: 0, within: BOUNDS.map(() => 0) };
    series.count += 1;
    series.seconds += seconds;
    for (const [index, bound] of BOUNDS.entries()) {
      if (seconds <= bound) series.within[index] = (series.within[index] ?? 0) + 1;
    }
    this.#requests.set(labels, series);
  }

  arrived(status: string): void {
    this.#entries.set(status, (this.#entries.get(status) ?? 0) + 1);
  }

  /** What retention erased, and when it was done. */
  erased(entries: number, at: Date): void {
    this.#erased += entries;
    this.#retentionAt = at.getTime() / 1000;
  }

  /** `fleet` are figures of the whole authority, the same from every process. */
  text(fleet: Readonly<Record<string, number>>): string {
    const worker = `worker="${this.worker}"`;
    const lines = [
      '# TYPE vestibule_request_seconds histogram',
      ...[...this.#requests].flatMap(([labels, { count, seconds, within }]) => [
        ...BOUNDS.map(
          (bound, index) =>
            `vestibule_request_seconds_bucket{${worker},${labels},le="${bound}"} ${within[index]}`,
        ),
        `vestibule_request_seconds_bucket{${worker},${labels},le="+Inf"} ${count}`,
        `vestibule_request_seconds_sum{${worker},${labels}} ${seconds}`,
        `vestibule_request_seconds_count{${worker},${labels}} ${count}`,
      ]),
      '# TYPE vestibule_entries_total counter',
      ...[...this.#entries].map(
        ([status, count]) => `vestibule_entries_total{${worker},status="${status}"} ${count}`,
      ),
      '# TYPE vestibule_retention_erased_total counter',
      `vestibule_retention_erased_total{${worker}} ${this.#erased}`,
      ...(this.#retentionAt === undefined
        ? []
        : [
            '# TYPE vestibule_retention_seconds gauge',
            `vestibule_retention_seconds{${worker}} ${this.#retentionAt}`,
          ]),
      '# TYPE vestibule_memory_bytes gauge',
      `vestibule_memory_bytes{${worker}} ${process.memoryUsage.rss()}`,
      ...Object.entries(fleet).flatMap(([name, value]) => [
        `# TYPE vestibule_${name} gauge`,
        `vestibule_${name} ${value}`,
      ]),
    ];
    return `${lines.join('\n')}\n`;
  }
}
