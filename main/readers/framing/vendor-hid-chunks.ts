/**
 * SAM_V over vendor-defined HID reports (READERS: the kind of 0483:572B). Two wrappings, as the one public example of
 * such a reader has them. Chunks: reports of 64 bytes without a report id whose first byte counts the bytes that
 * follow, at most 63; FF acknowledges and carries nothing. Parts: a message to the security module is `n 34 …` and its
 * answer `n 34 90 00 …`, with n parts to follow, each `C0|i …` with i from 1.
 */

/** Where an answer stands: the part that came last, and how many there are. */
export interface ChunkState {
  readonly last: number;
  readonly count: number;
}

export const idleChunks: ChunkState = { last: 0, count: 0 };

const REPORT_BYTES = 64;
const CHUNK_BYTES = REPORT_BYTES - 1;
/** The command by which the reader hands a message to its security module. */
const TO_SECURITY_MODULE = 0x34;
const FOLLOWING = 0xc0;
const COUNT = 0x3f;

/**
 * One report. The bytes that come out are the SAM_V stream, piece by piece. Acknowledgements, what the reader says of
 * other things (a button, a failure of its own) and parts out of order give nothing and end the answer that had
 * begun: the frame in it stays short, and whoever waits for it gives up.
 */
export function chunkReport(state: ChunkState, report: Uint8Array): { state: ChunkState; bytes: Uint8Array } {
  const chunk = chunkIn(report);
  const [head] = chunk;
  if (head === undefined) return { state, bytes: nothing };
  if ((head & FOLLOWING) === 0) return beginning(chunk, head & COUNT);
  const isNext = (head & FOLLOWING) === FOLLOWING && (head & COUNT) === state.last + 1;
  if (!isNext || state.last >= state.count) return { state: idleChunks, bytes: nothing };
  return { state: { ...state, last: state.last + 1 }, bytes: chunk.slice(1) };
}

/** The reports that carry a message to the security module, each with the report id 0 in front. Throws a RangeError over 3,967 bytes. */
export function chunkedMessage(message: Uint8Array): Uint8Array[] {
  const first = CHUNK_BYTES - 2;
  const each = CHUNK_BYTES - 1;
  const following = Math.max(0, Math.ceil((message.length - first) / each));
  if (following > COUNT) throw new RangeError('The message is longer than 63 parts can carry.');
  const parts = [Uint8Array.of(following, TO_SECURITY_MODULE, ...message.subarray(0, first))];
  for (let index = 0; index < following; index++) {
    const from = first + index * each;
    parts.push(Uint8Array.of(FOLLOWING | (index + 1), ...message.subarray(from, from + each)));
  }
  return parts.map(reportOf);
}

function beginning(chunk: Uint8Array, count: number): { state: ChunkState; bytes: Uint8Array } {
  const [, command, status, detail] = chunk;
  const isAnswer = command === TO_SECURITY_MODULE && status === 0x90 && detail === 0x00;
  return isAnswer
    ? { state: { last: 0, count }, bytes: chunk.slice(4) }
    : { state: idleChunks, bytes: nothing };
}

/** What a report carries: nothing for an acknowledgement or a count that the report cannot hold. */
function chunkIn(report: Uint8Array): Uint8Array {
  const length = report[0] ?? 0;
  return length <= CHUNK_BYTES && length < report.length ? report.slice(1, 1 + length) : nothing;
}

function reportOf(chunk: Uint8Array): Uint8Array {
  const report = new Uint8Array(1 + REPORT_BYTES);
  report.set([0, chunk.length]);
  report.set(chunk, 2);
  return report;
}

const nothing = new Uint8Array(0);
