import { z } from 'zod';
import { ErrorCode } from './error';
import { ChipFile } from './presentation';

/** How far one file of a chip is read, in bytes. */
export const FileProgress = z.object({
  file: ChipFile,
  read: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
});
export type FileProgress = z.infer<typeof FileProgress>;

/** What opens a chip: the printed lines (or number and dates out of them), or the card access number. */
export const OpenedWith = z.enum(['mrz', 'can']);

/**
 * Where the terminal is with the chip of a document: one at a time. It ends in a verdict like everything else that is
 * presented. `problem` says why it is here again.
 */
export const ChipState = z.discriminatedUnion('step', [
  z.object({ step: z.literal('none') }),
  /** A document lies on the reader, and nothing is known that opens it. */
  z.object({ step: z.literal('needs-key'), problem: ErrorCode.optional() }),
  /** What opens it is known, and no document lies there. */
  z.object({ step: z.literal('needs-document'), openedWith: OpenedWith, problem: ErrorCode.optional() }),
  z.object({
    step: z.literal('reading'),
    stage: z.enum(['opening', 'files', 'proving', 'judging']),
    openedWith: OpenedWith,
    /** In the order in which they are read; the last one is being read. */
    files: z.array(FileProgress),
  }),
  /** It came to nothing. `lies`: the document lies there still, so it can be tried again as it is. */
  z.object({ step: z.literal('failed'), problem: ErrorCode, lies: z.boolean() }),
]);
export type ChipState = z.infer<typeof ChipState>;
