import { MAX_CHIP_FILE } from '../../../shared/domain/presentation';
import { VestibuleError } from '../../../shared/domain/error';
import { Refusal } from '../../crypto/refusal';
import { readTlvHead, readTlvs, writeTlv } from '../../crypto/tlv';
import { DONE } from '../../../shared/framing/apdu';
import type { Chip } from './chip';

/** Bytes asked for at once: with everything that secures them they fit into a short answer of 256. */
const CHUNK = 223;
/** Chips with small buffers answer with less than was asked for, but not with less than this. */
const LEAST_CHUNK = 64;
/** So many answers may be shorter all the same; a chip that goes on so would hold the desk for thousands of commands. */
const MAX_SHORT_CHUNKS = 32;
/** The longest tag and length that a file begins with. */
const HEAD = 8;
/** Offsets that READ BINARY with an even instruction can name. */
const LAST_SHORT_OFFSET = 0x7fff;

/**
 * A whole file of the application that is selected: as long as its first tag and length say, read in chunks.
 * Undefined where the chip does not have it or does not show it. `onChunk` hears how many bytes there are of how many.
 * Throws `VestibuleError`: too-large, frame-invalid, read-incomplete, and what the channel throws.
 */
export async function readFile(
  chip: Chip,
  id: number,
  onChunk: (read: number, total: number) => void = () => undefined,
): Promise<Uint8Array | undefined> {
  const name = Uint8Array.of(id >> 8, id & 0xff);
  const selected = await chip.ask({ cla: 0, ins: 0xa4, p1: 0x02, p2: 0x0c, data: name });
  if (selected.status !== DONE) return undefined;
  const first = await chip.ask({ cla: 0, ins: 0xb0, p1: 0, p2: 0, expects: HEAD });
  if (first.status !== DONE || first.data.length === 0) return undefined;
  const total = lengthOf(first.data);
  const chunks = [first.data.subarray(0, total)];
  let short = 0;
  for (let read = Math.min(first.data.length, total); read < total;) {
    const wanted = Math.min(CHUNK, total - read);
    const chunk = await readAt(chip, read, wanted);
    if (chunk.length < Math.min(LEAST_CHUNK, wanted)) short += 1;
    if (chunk.length === 0 || short > MAX_SHORT_CHUNKS)
      throw new VestibuleError('read-incomplete', 'The chip stopped in the middle of a file.');
    chunks.push(chunk.subarray(0, total - read));
    read += chunk.length;
    onChunk(Math.min(read, total), total);
  }
  return Buffer.concat(chunks);
}

function lengthOf(head: Uint8Array): number {
  try {
    const { value, length } = readTlvHead(head, 0);
    const total = value + length;
    if (total > MAX_CHIP_FILE)
      throw new VestibuleError('too-large', 'A file of the chip is larger than any should be.');
    return total;
  } catch (thrown) {
    if (thrown instanceof Refusal)
      throw new VestibuleError('frame-invalid', 'A file of the chip does not begin as one.');
    throw thrown;
  }
}

/** Bytes at an offset. Far ones are named in a data object, and come back in one (ISO/IEC 7816-4, 11.2.3). */
async function readAt(chip: Chip, offset: number, length: number): Promise<Uint8Array> {
  if (offset <= LAST_SHORT_OFFSET) {
    return chip.must('a read', { cla: 0, ins: 0xb0, p1: offset >> 8, p2: offset & 0xff, expects: length });
  }
  const data = writeTlv(0x54, Uint8Array.of((offset >> 16) & 0xff, (offset >> 8) & 0xff, offset & 0xff));
  const wrapped = await chip.must('a far read', { cla: 0, ins: 0xb1, p1: 0, p2: 0, data, expects: length });
  try {
    return readTlvs(wrapped).find(({ tag }) => tag === 0x53)?.value ?? new Uint8Array();
  } catch (thrown) {
    if (thrown instanceof Refusal)
      throw new VestibuleError('frame-invalid', 'The chip’s answer to a read is damaged.');
    throw thrown;
  }
}
