/** Command and response APDUs (ISO 7816-4, 5.1 to 5.3): the messages between a terminal and a chip. */

/** A command as its parts. */
export interface Command {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  /** At most 65,535 bytes. */
  readonly data?: Uint8Array;
  /** How many bytes may come back at most, 1 to 65,536; left out: none. 256 and 65,536 mean "all there is". */
  readonly expects?: number;
}

/** What came back: data, and the status word that follows it. */
export interface Answer {
  readonly data: Uint8Array;
  readonly status: number;
}

export const DONE = 0x9000;
const SHORT_DATA = 255;
const SHORT_EXPECTED = 256;

/** The bytes of a command, in the short form where it fits, else in the extended one. Throws RangeError for what fits neither. */
export function commandBytes({ cla, ins, p1, p2, data = new Uint8Array(0), expects }: Command): Uint8Array {
  if (data.length > 65_535) throw new RangeError('A command holds 65,535 bytes at most.');
  if (expects !== undefined && (expects < 1 || expects > 65_536)) {
    throw new RangeError('A command expects 1 to 65,536 bytes.');
  }
  const extended = data.length > SHORT_DATA || (expects ?? 0) > SHORT_EXPECTED;
  const number = (value: number) => (extended ? [(value >> 8) & 0xff, value & 0xff] : [value & 0xff]);
  const some = data.length > 0;
  return Uint8Array.from([
    cla,
    ins,
    p1,
    p2,
    ...(extended ? [0] : []),
    ...(some ? number(data.length) : []),
    ...data,
    ...(expects === undefined ? [] : number(expects)),
  ]);
}

/** The parts of a command. Throws RangeError for bytes that are none. */
export function readCommand(bytes: Uint8Array): Command {
  const [cla, ins, p1, p2, first] = bytes;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) throw notACommand();
  const header = { cla, ins, p1, p2 };
  if (first === undefined) return header;
  if (bytes.length === 5) return { ...header, expects: first || SHORT_EXPECTED };
  const extended = first === 0;
  const wide = (at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  if (extended && bytes.length === 7) return { ...header, expects: wide(5) || 65_536 };
  const from = extended ? 7 : 5;
  const to = from + (extended ? wide(5) : first);
  const rest = bytes.length - to;
  if (to === from || (rest !== 0 && rest !== (extended ? 2 : 1))) throw notACommand();
  const data = bytes.slice(from, to);
  if (rest === 0) return { ...header, data };
  return { ...header, data, expects: extended ? wide(to) || 65_536 : bytes[to] || SHORT_EXPECTED };
}

/** Splits what came back. Throws RangeError below two bytes: that is no answer. */
export function readAnswer(bytes: Uint8Array): Answer {
  const [sw1, sw2] = bytes.slice(-2);
  if (sw1 === undefined || sw2 === undefined) throw new RangeError('An answer has two bytes at least.');
  return { data: bytes.slice(0, -2), status: (sw1 << 8) | sw2 };
}

/** Asks for what the card holds ready after a status 61xx. Secure messaging ends before this: only the channel is kept. */
export function getResponse(cla: number, count: number): Command {
  const channel = cla & 0x40 ? cla & 0x4f : cla & 0x03;
  return { cla: channel, ins: 0xc0, p1: 0, p2: 0, expects: count || SHORT_EXPECTED };
}

/**
 * The same command as protocol T=0 carries it (ISO 7816-3, 12.2): data or an expected length, never both; what was
 * expected is then fetched by GET RESPONSE. Throws RangeError above 255 bytes of data, which T=0 cannot carry.
 */
export function forT0(command: Command): Command {
  const { data, expects, ...header } = command;
  if (data && data.length > SHORT_DATA) throw new RangeError('T=0 carries 255 bytes at most.');
  if (data && data.length > 0) return { ...header, data };
  return expects === undefined ? header : { ...header, expects: Math.min(expects, SHORT_EXPECTED) };
}

const notACommand = () => new RangeError('These bytes are no command APDU.');
