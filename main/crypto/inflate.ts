import { gunzipSync, inflateSync } from 'node:zlib';
import { z } from 'zod';
import { Refusal } from './refusal';

/** What Node answers with `info`: how much of the input the engine took. */
const Inflated = z.object({
  buffer: z.instanceof(Uint8Array),
  engine: z.object({ bytesWritten: z.number() }),
});

/**
 * Inflates one whole zlib stream (RFC 1950), synchronously. More than `maximumOutput` bytes, a damaged stream, a
 * preset dictionary or bytes behind the end are `Refusal` malformed.
 */
export function inflate(bytes: Uint8Array, maximumOutput: number): Uint8Array {
  return inflatedBy(inflateSync, bytes, maximumOutput);
}

/** Inflates one whole gzip stream (RFC 1952), within the same limits. */
export function inflateGzip(bytes: Uint8Array, maximumOutput: number): Uint8Array {
  return inflatedBy(gunzipSync, bytes, maximumOutput);
}

function inflatedBy(engine: typeof inflateSync, bytes: Uint8Array, maximumOutput: number): Uint8Array {
  let answer: unknown;
  try {
    answer = engine(bytes, { maxOutputLength: maximumOutput, info: true });
  } catch (cause) {
    throw new Refusal('malformed', 'zlib: damaged, or larger than the limit once inflated', { cause });
  }
  const inflated = Inflated.parse(answer);
  if (inflated.engine.bytesWritten !== bytes.length) {
    throw new Refusal('malformed', 'zlib: bytes behind the end');
  }
  return inflated.buffer;
}

/** Whether two bytes begin a zlib stream: deflate, a valid check, no preset dictionary (RFC 1950, 2.2). */
export function isZlibHeader(first: number, second: number): boolean {
  return (first & 0x8f) === 0x08 && (first * 256 + second) % 31 === 0 && (second & 0x20) === 0;
}
