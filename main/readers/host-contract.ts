/**
 * What crosses the border of the reader host, both ways. The same messages travel over a MessagePort
 * (Electron: the first message of the shell, `connect`, carries the port) and over a forked child's pipe.
 */
import { z } from 'zod';
import { ErrorCode } from '../../shared/domain/error';
import { ReaderContent } from '../../shared/domain/presentation';
import { Reader } from '../../shared/domain/reader';
import { SAM_ID_PATTERN } from './framing/sam-id';
import { ADDRESS_BYTES, PHOTO_BYTES, TEXT_BYTES } from './framing/sam-records';

const bytes = (count: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === count, { error: `${count} bytes` });

function base64Of(longest: number) {
  return z.base64().max(4 * Math.ceil(longest / 3));
}

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

/** What an installer says about one serial port; what is left out is as that kind of reader usually has it. */
export const SerialPortSetting = z.strictObject({
  /** The port's name (`/dev/ttyS0`, `COM3`), or its USB ids `vendor:product` (`1a86:7523`). A name goes before ids. */
  port: z.string().min(1).max(256),
  /** What is plugged in there; `none`: nothing of ours, never opened. */
  reader: z.enum(['card-reader', 'scanner', 'mrz-scanner', 'none']),
  /** Bits a second. */
  baudRate: z.number().int().min(300).max(4_000_000).optional(),
  dataBits: z.union([z.literal(7), z.literal(8)]).optional(),
  parity: z.enum(['none', 'even', 'odd']).optional(),
  stopBits: z.union([z.literal(1), z.literal(2)]).optional(),
});
export type SerialPortSetting = z.infer<typeof SerialPortSetting>;

/** What an installer may set about readers: nothing by default. */
export const ReaderSettings = z.strictObject({
  serialPorts: z.array(SerialPortSetting).max(32).default([]),
  /** Whether a USB-to-serial bridge is asked, when it is plugged in, if a card reader is behind it. */
  askBridges: z.boolean().default(false),
});
export type ReaderSettings = z.infer<typeof ReaderSettings>;

/** What a reader host has to know of those before it that crashed: by ids of devices, or `transport:NAME`. */
export const Isolation = z.object({
  /** There when one crashed lately: opened after all others, one at a time; the least suspected first. */
  suspects: z.array(z.string()),
  /** There at three crashes within a minute: left alone until it is unplugged. */
  setAside: z.array(z.string()),
});
export type Isolation = z.infer<typeof Isolation>;

/** Reader host → shell: what it is doing with which device, in case that ends it. */
export const ToShell = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('driving'),
    opening: z.array(z.string()),
    /** The device that sent something last, or was opened last. */
    last: z.string().optional(),
  }),
  /** A device that was set aside is unplugged: it may try again when it comes back. */
  z.object({ type: z.literal('let-go'), id: z.string() }),
  z.object({ type: z.literal('pong') }),
]);
export type ToShell = z.infer<typeof ToShell>;

/**
 * Shell → reader host, in Electron. `start` comes first; `connect` carries the MessagePort to the terminal and comes
 * again when that restarts.
 */
export const FromShell = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), isolation: Isolation, settings: ReaderSettings }),
  z.object({ type: z.literal('connect') }),
  /** Answered at once: is its loop alive? */
  z.object({ type: z.literal('ping') }),
  z.object({ type: z.literal('shutdown') }),
]);
export type FromShell = z.infer<typeof FromShell>;

/** A chip that lies on a reader: another id each time it is laid down, and after each start of the host. */
const chip = z.uuid();
/** Tells an answer from one that comes too late; each end counts its own. */
const exchange = z.number().int().nonnegative();
const LONGEST_COMMAND = 65_544;
const LONGEST_ANSWER = 65_538;
const commandBase64 = base64Of(LONGEST_COMMAND);
const answerBase64 = base64Of(LONGEST_ANSWER);

/** Milliseconds that one exchange with a chip may take at most. */
export const LONGEST_EXCHANGE = 30_000;

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
      /** A document with a chip on the simulated smart card reader: what the chip answers the training room says. */
      z.object({ kind: z.literal('document') }),
    ]),
  }),
  /** Training: the simulated document is taken away again. */
  z.object({ type: z.literal('lift-simulated') }),
  /** Training: what the chip of the simulated document answers. */
  z.object({ type: z.literal('simulated-answer'), exchange, answerBase64 }),
  /** One command to a chip. It is answered by one `chip-answer`; until then no other is taken for this chip. */
  z.object({
    type: z.literal('transmit'),
    chip,
    exchange,
    commandBase64,
    /** Milliseconds; after them the answer is card-silent. */
    within: z.number().int().min(1).max(LONGEST_EXCHANGE),
  }),
  /** The terminal is done with a chip for now: its session is ended, other programs may have the card. */
  z.object({ type: z.literal('release-chip'), chip }),
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
    content: ReaderContent,
    symbology: z.string().max(8).optional(),
    /** Microseconds from the first report of this read to its last. */
    micros: z.number().int().nonnegative().optional(),
  }),
  /** The chip of a document was laid down, by itself it says no more. Comes again for each that lies there after a (re)connection. */
  z.object({ type: z.literal('chip'), reader: z.string(), chip }),
  /** It was taken away, contact was lost, or its reader went. */
  z.object({ type: z.literal('chip-gone'), chip }),
  z.object({
    type: z.literal('chip-answer'),
    chip,
    exchange,
    /** Data and status word, or why there is none. */
    outcome: z.union([z.object({ answerBase64 }), z.object({ code: ErrorCode })]),
  }),
  /** Training: a command to the chip of the simulated document. */
  z.object({ type: z.literal('simulated-command'), exchange, commandBase64 }),
  /** A read that came to nothing. */
  z.object({ type: z.literal('problem'), reader: z.string(), code: ErrorCode }),
]);
export type FromReaderHost = z.output<typeof FromReaderHost>;
