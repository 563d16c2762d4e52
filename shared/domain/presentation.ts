import { z } from 'zod';
import { ReaderKind } from './reader';

/** The longest text one presentation may carry, in UTF-16 units: the largest QR code holds 7,089 digits. */
export const MAX_PRESENTATION_TEXT = 8_192;

/** What one read of one reader delivered. */
export const PresentationContent = z.discriminatedUnion('type', [
  /** A decoded code or typed text, without the AIM prefix. */
  z.object({ type: z.literal('text'), text: z.string() }),
  /** Bytes that are not text (a binary QR code). */
  z.object({ type: z.literal('bytes'), bytesBase64: z.base64() }),
  /** A resident ID card read through its security module: the records as the module sent them (FORMATS 3). */
  z.object({
    type: z.literal('resident-card'),
    textBase64: z.base64(),
    photoBase64: z.base64(),
    samId: z.string(),
    addressBase64: z.base64().optional(),
  }),
  /** Recognised where it was read, and kept back there, every byte of it: a payment card. */
  z.object({ type: z.literal('withheld'), reason: z.literal('payment-code') }),
]);
export type PresentationContent = z.infer<typeof PresentationContent>;

/** The bytes or text that one read of one reader delivered, with the reader, the time and a random id. */
export const Presentation = z.object({
  id: z.uuid(),
  at: z.iso.datetime({ offset: true }),
  reader: z.object({ id: z.string(), kind: ReaderKind, name: z.string() }),
  /** AIM symbology identifier as the reader sent it, for example `]Q1`. */
  symbology: z.string().max(8).optional(),
  content: PresentationContent,
});
export type Presentation = z.infer<typeof Presentation>;
