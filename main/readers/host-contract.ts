/**
 * What crosses the border of the reader host, both ways. The same messages travel over a MessagePort
 * (Electron: the first message of the shell, `connect`, carries the port) and over a forked child's pipe.
 */
import { z } from 'zod';
import { ErrorCode } from '../../shared/domain/error';
import { PresentationContent } from '../../shared/domain/presentation';
import { Reader } from '../../shared/domain/reader';
import { SAM_ID_PATTERN } from './framing/sam-id';
import { ADDRESS_BYTES, PHOTO_BYTES, TEXT_BYTES } from './framing/sam-records';

const bytes = (count: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === count, { error: `${count} bytes` });

/** The records of a simulated resident card, as a security module would send them (FORMATS 3). */
export const SimulatedCard = z.object({
  /** 256 bytes UTF-16LE. */
  textBase64: bytes(TEXT_BYTES),
  /** 1,024 bytes; what they show nobody can tell without the vendor's decoder. */
  photoBase64: bytes(PHOTO_BYTES),
  /** The printed form, as the trust list names it: `05.03-20150101-0001096475-0348652165`. */
  samId: z.string().regex(SAM_ID_PATTERN),
  /** 70 bytes UTF-16LE: the address appended after a move. */
  addressBase64: bytes(ADDRESS_BYTES).optional(),
});
export type SimulatedCard = z.infer<typeof SimulatedCard>;

/** Shell → reader host, in Electron; `connect` carries the MessagePort to the terminal and comes again when that restarts. */
export const FromShell = z.discriminatedUnion('type', [
  z.object({ type: z.literal('connect') }),
  z.object({ type: z.literal('shutdown') }),
]);

/** Terminal → reader host. */
export const ToReaderHost = z.discriminatedUnion('type', [
  /** Training: the simulated scanner and card reader are plugged in; `simulate` does so by itself. */
  z.object({ type: z.literal('plug-simulated') }),
  /** Training: a code in front of the simulated scanner, or a card laid on the simulated reader and lifted once it is read. */
  z.object({
    type: z.literal('simulate'),
    sample: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('code'), text: z.string(), symbology: z.string().length(3).default(']Q1') }),
      z.object({ kind: z.literal('card'), card: SimulatedCard }),
    ]),
  }),
  z.object({ type: z.literal('shutdown') }),
]);
export type ToReaderHost = z.input<typeof ToReaderHost>;

/** Reader host → terminal. Each (re)connection starts with a `reader` message for every reader there is. */
export const FromReaderHost = z.discriminatedUnion('type', [
  z.object({ type: z.literal('reader'), reader: Reader }),
  z.object({ type: z.literal('gone'), id: z.string() }),
  z.object({
    type: z.literal('presentation'),
    reader: z.string(),
    content: PresentationContent,
    symbology: z.string().max(8).optional(),
    /** Microseconds from the first report of this read to its last. */
    micros: z.number().int().nonnegative().optional(),
  }),
  /** A read that came to nothing. */
  z.object({ type: z.literal('problem'), reader: z.string(), code: ErrorCode }),
]);
export type FromReaderHost = z.output<typeof FromReaderHost>;
