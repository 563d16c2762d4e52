export interface Line {
  /** Without its line feed. */
  readonly bytes: Buffer;
  /** Whether the line was longer: `bytes` is its beginning, and the rest is skipped. */
  readonly cut: boolean;
}

/**
 * The lines of a stream, none longer than `longest` bytes in memory: a longer one is given cut as soon as that is known,
 * then skipped up to its line feed. Reads only when asked for the next line; throws what the stream throws.
 */
export async function* linesOf(
  input: AsyncIterable<string | Uint8Array>,
  longest: number,
): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let length = 0;
  let skipping = false;
  const taken = (cut: boolean): Line => {
    const bytes = Buffer.concat(parts, Math.min(length, longest));
    [parts, length] = [[], 0];
    return { bytes, cut };
  };
  for await (const chunk of input) {
    let rest = Buffer.from(chunk);
    while (rest.length > 0) {
      const end = rest.indexOf(LF);
      const piece = end < 0 ? rest : rest.subarray(0, end);
      rest = end < 0 ? rest.subarray(rest.length) : rest.subarray(end + 1);
      if (!skipping) {
        parts.push(piece);
        length += piece.length;
        skipping = length > longest;
        if (skipping) yield taken(true);
        else if (end >= 0) yield taken(false);
      }
      if (end >= 0) skipping = false;
    }
  }
  if (length > 0) yield taken(false);
}

const LF = 0x0a;
