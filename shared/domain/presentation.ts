import { z } from 'zod';
import { ReaderKind } from './reader';
import { TypedDocument } from './typed-document';

/** The longest text one presentation may carry, in UTF-16 units: the largest QR code holds 7,089 digits. */
export const MAX_PRESENTATION_TEXT = 8_192;

/** The files of an eMRTD chip that are read (ICAO 9303 part 10). */
export const ChipFile = z.enum(['EF.COM', 'EF.SOD', 'DG1', 'DG2', 'DG11', 'DG12', 'DG14', 'DG15']);
export type ChipFile = z.infer<typeof ChipFile>;

/** The largest file of a chip that is taken, in bytes: faces have 15 to 40 thousand. */
export const MAX_CHIP_FILE = 160 * 1024;
const chipFile = z.base64().max(4 * Math.ceil(MAX_CHIP_FILE / 3));

/** What a reader delivers by itself. */
export const ReaderContent = z.discriminatedUnion('type', [
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
export type ReaderContent = z.infer<typeof ReaderContent>;

/**
 * The chip of a passport or card (FORMATS 5). The terminal opened and read it through a smart card reader, and says
 * itself how that went: no reader delivers this.
 */
export const ChipReading = z.object({
  type: z.literal('emrtd'),
  files: z.partialRecord(ChipFile, chipFile),
  /** How it was opened, and by what: the printed lines or the card access number. */
  openedBy: z.enum(['pace', 'bac']),
  openedWith: z.enum(['mrz', 'can']),
  /** What the printed lines say that opened it; dates are `YYMMDD`. */
  printed: z
    .object({
      documentNumber: z.string().max(22),
      birthDate: z.string().length(6),
      expiryDate: z.string().length(6),
    })
    .optional(),
  /** Whether the chip proved to have its private key, in a session that needs it. */
  chipAuthentication: z.enum(['passed', 'failed', 'absent']),
  /** What the chip answered to a random challenge: proves the same by a signature. */
  activeAuthentication: z
    .object({ challengeBase64: z.base64().max(64), responseBase64: z.base64().max(4_096) })
    .optional(),
});
export type ChipReading = z.infer<typeof ChipReading>;

/** The longest credential that a wallet may answer with, in characters: a portrait makes most of it. */
export const MAX_WALLET_ANSWER = 400_000;

/** A wallet's answer to a request (FORMATS 6 and 7): an SD-JWT, or a DeviceResponse in base64url. No reader delivers this. */
export const WalletAnswer = z.object({
  type: z.literal('wallet'),
  format: z.enum(['sd-jwt-vc', 'mdoc']),
  answer: z.string(),
});
export type WalletAnswer = z.infer<typeof WalletAnswer>;

/** A document that no reader reads, typed by the clerk. */
const ByHand = z.object({ type: z.literal('by-hand'), document: TypedDocument });

/** What one read of one reader delivered, or what was typed in its place. */
export const PresentationContent = z.discriminatedUnion('type', [
  ...ReaderContent.options,
  ChipReading,
  WalletAnswer,
  ByHand,
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
