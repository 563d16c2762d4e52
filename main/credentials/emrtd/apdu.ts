/** A command to a chip (ISO/IEC 7816-4, 5.1). */
export interface Command {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data?: Uint8Array;
  /** How many bytes may come back at most, 1 to 65,536; left out: none. */
  readonly expects?: number;
}

/** What a chip answers: data, and the status word. */
export interface Answer {
  readonly data: Uint8Array;
  readonly status: number;
}

export const DONE = 0x9000;
const LONGEST_SHORT = { data: 255, expects: 256 } as const;

/** The bytes of a command: the short form where it fits, else the extended one. */
export function commandBytes({ cla, ins, p1, p2, data = NOTHING, expects }: Command): Uint8Array {
  const isExtended = data.length > LONGEST_SHORT.data || (expects ?? 0) > LONGEST_SHORT.expects;
  const number = (value: number) => (isExtended ? [(value >> 8) & 0xff, value & 0xff] : [value & 0xff]);
  return Uint8Array.from([
    cla,
    ins,
    p1,
    p2,
    ...(isExtended ? [0] : []),
    ...(data.length > 0 ? number(data.length) : []),
    ...data,
    ...(expects === undefined ? [] : number(expects)),
  ]);
}

/** Data and status word of an answer; one of less than two bytes has the status 0. */
export function answerIn(bytes: Uint8Array): Answer {
  const [high, low] = bytes.subarray(-2);
  if (high === undefined || low === undefined) return { data: NOTHING, status: 0 };
  return { data: bytes.subarray(0, -2), status: (high << 8) | low };
}

const NOTHING = new Uint8Array();
