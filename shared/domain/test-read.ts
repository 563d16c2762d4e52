import { z } from 'zod';
import { FormatName } from './format';
import { ReaderKind } from './reader';
import { Reason } from './reason';

/**
 * A read made to try a reader out: it is not judged, not recorded and not kept. What was read is in it for test codes
 * alone; any other code may be somebody's, and only its size and kind are told.
 */
export const TestRead = z.object({
  reader: z.object({ id: z.string(), kind: ReaderKind, name: z.string() }),
  characters: z.number().int().nonnegative().optional(),
  bytes: z.number().int().nonnegative(),
  symbology: z.string().max(8).optional(),
  /** Microseconds from the first report of this read to its last. */
  micros: z.number().int().nonnegative().optional(),
  /** The format that it looks like by its shape; nothing was verified. */
  format: FormatName.optional(),
  /** Why it would be refused at once. */
  reason: Reason.optional(),
  /** A test code as it arrived, and the same as hexadecimal bytes. */
  raw: z.object({ text: z.string(), hex: z.string() }).optional(),
});
export type TestRead = z.infer<typeof TestRead>;
