/** Power cuts from a trace of what a process really wrote: which bytes were on the disk, and which may have been. */

/** What a process did, in order. `sync` makes durable what was written to that file before. */
export type DiskEvent =
  | { type: 'write'; file: string; offset: number | null; bytes: Buffer }
  | { type: 'truncate'; file: string; size: number }
  | { type: 'unlink'; file: string }
  | { type: 'sync'; file: string }
  /** The process answered for something on its standard output. */
  | { type: 'answer'; text: string };

/** What became of writes that nothing had made durable: none, all, or single sectors of each. */
export const fates = ['dropped', 'kept', 'torn'] as const;
export type Fate = (typeof fates)[number];

export const TRACED = 'pwrite64,write,writev,pwritev,ftruncate,unlink,fsync,fdatasync,fallocate';
const SECTOR = 512;

/** Reads `strace -f -y -xx`. Throws where something was written in a way that is not modelled. */
export function readTrace(trace: string, folder: string): DiskEvent[] {
  const unfinished = new Map<string, string>();
  const events: DiskEvent[] = [];
  for (const line of trace.split('\n')) {
    const whole = joined(line, unfinished);
    const event = whole === undefined ? undefined : readCall(whole, folder);
    if (event) events.push(event);
  }
  return events;
}

/** The files of the folder as a power cut after `events` leaves them. */
export function imageAfter(
  events: readonly DiskEvent[],
  fate: Fate,
  roll: () => number,
): Map<string, Buffer> {
  const durable = new Map<string, Image>();
  const pending = new Map<string, DiskEvent[]>();
  const land = (file: string, written: readonly DiskEvent[]) => {
    const image = durable.get(file) ?? new Image();
    for (const event of written) image.apply(event);
    durable.set(file, image);
  };
  for (const event of events) {
    if (event.type === 'answer') continue;
    const waiting = pending.get(event.file) ?? [];
    if (event.type === 'unlink') {
      durable.delete(event.file);
      pending.delete(event.file);
    } else if (event.type === 'sync') {
      land(event.file, waiting);
      pending.delete(event.file);
    } else {
      waiting.push(event);
      pending.set(event.file, waiting);
    }
  }
  for (const [file, waiting] of pending) {
    if (fate === 'torn')
      land(
        file,
        waiting.flatMap((event) => torn(event, roll)),
      );
    else land(file, fate === 'kept' ? waiting : []);
  }
  return new Map([...durable].map(([file, image]) => [file, image.content()]));
}

/** A file that grows in place: a trace holds thousands of writes to a file of megabytes. */
class Image {
  #bytes = Buffer.alloc(4_096);
  #length = 0;

  apply(event: DiskEvent): void {
    if (event.type === 'truncate') this.#resize(event.size);
    if (event.type !== 'write') return;
    const offset = event.offset ?? this.#length;
    if (offset + event.bytes.length > this.#length) this.#resize(offset + event.bytes.length);
    event.bytes.copy(this.#bytes, offset);
  }

  content(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #resize(length: number): void {
    if (length > this.#bytes.length) {
      const larger = Buffer.alloc(length * 2);
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    if (length < this.#length) this.#bytes.fill(0, length, this.#length);
    this.#length = length;
  }
}

function torn(event: DiskEvent, roll: () => number): DiskEvent[] {
  if (event.type !== 'write' || event.offset === null) return roll() < 0.5 ? [event] : [];
  const sectors: DiskEvent[] = [];
  for (let at = 0; at < event.bytes.length; at += SECTOR) {
    if (roll() < 0.5) continue;
    sectors.push({ ...event, offset: event.offset + at, bytes: event.bytes.subarray(at, at + SECTOR) });
  }
  return sectors;
}

/** A call that another thread interrupted stands in two lines. */
function joined(line: string, unfinished: Map<string, string>): string | undefined {
  const [, thread = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
  if (rest.includes('<unfinished ...>')) {
    unfinished.set(thread, rest.slice(0, rest.indexOf('<unfinished')));
    return undefined;
  }
  const resumed = /^<\.\.\. \w+ resumed>\s*(.*)$/.exec(rest);
  if (!resumed) return rest;
  const begun = unfinished.get(thread) ?? '';
  unfinished.delete(thread);
  return `${begun}${resumed[1]}`;
}

function readCall(call: string, folder: string): DiskEvent | undefined {
  const unlinked = /^unlink\("([^"]*)"\)\s*= 0$/.exec(call);
  if (unlinked) {
    const file = plain(unlinked[1] ?? '');
    return file.startsWith(`${folder}/`) ? { type: 'unlink', file } : undefined;
  }
  const [, name, handle, path = '', rest = ''] = /^(\w+)\((\d+)<([^>]*)>(.*)$/.exec(call) ?? [];
  const file = plain(path);
  const result = Number(/= (-?\d+)[^=]*$/.exec(rest)?.[1] ?? -1);
  if (name === 'write' && handle === '1') return { type: 'answer', text: bytesOf(rest).toString('utf8') };
  if (!file.startsWith(`${folder}/`) || file.endsWith('-shm') || result < 0) return undefined;
  switch (name) {
    case 'write':
      return { type: 'write', file, offset: null, bytes: bytesOf(rest).subarray(0, result) };
    case 'pwrite64': {
      const offset = Number(/, (\d+)\)\s*=/.exec(rest)?.[1]);
      return { type: 'write', file, offset, bytes: bytesOf(rest).subarray(0, result) };
    }
    case 'ftruncate':
      return { type: 'truncate', file, size: Number(/^, (\d+)/.exec(rest)?.[1]) };
    case 'fsync':
    case 'fdatasync':
      return { type: 'sync', file };
    default:
      throw new Error(`The trace holds ${name}, which is not modelled.`);
  }
}

function bytesOf(rest: string): Buffer {
  const [, hex = '', cut] = /^, "((?:\\x[0-9a-f]{2})*)"(\.\.\.)?/.exec(rest) ?? [];
  if (cut) throw new Error('The trace was cut short.');
  return Buffer.from(hex.replaceAll('\\x', ''), 'hex');
}

function plain(text: string): string {
  return text.startsWith('\\x') ? Buffer.from(text.replaceAll('\\x', ''), 'hex').toString('utf8') : text;
}
