import { isUtf8 } from 'node:buffer';
import {
  type ChipReading,
  MAX_PRESENTATION_TEXT,
  MAX_WALLET_ANSWER,
  type PresentationContent,
} from '../../shared/domain/presentation';
import type { TypedDocument } from '../../shared/domain/typed-document';
import { isPaymentStripe } from '../../shared/framing/payment-card';
import { Refusal } from '../crypto/refusal';

/** What was presented, laid open once for every format to look at. */
export interface Presented {
  /** What a digest is taken over: the text as UTF-8, the bytes, a card's text record, what a chip's issuer signed, or what was typed. */
  readonly bytes: Uint8Array;
  /** The text, also where a reader delivered a text as bytes; without a scanner's closing CR and LF. */
  readonly text?: string;
  readonly card?: CardReading;
  readonly chip?: ChipReading;
  readonly typed?: TypedDocument;
}

/** The records of a resident ID card as its reader's security module sent them (FORMATS 3). */
export interface CardReading {
  readonly record: Uint8Array;
  readonly photo: Uint8Array;
  readonly samId: string;
  readonly address?: Uint8Array;
}

/**
 * The bytes of a presentation, whatever becomes of it: the same for a text however its reader delivers it; the same for
 * all payment cards, of which not even a digest is kept. Never throws.
 */
export function presentedBytes(content: PresentationContent): Uint8Array {
  if (content.type === 'withheld' || isTypedStripe(content)) return Buffer.from('payment card');
  if (content.type === 'text') return Buffer.from(withoutLineEnd(content.text), 'utf8');
  if (content.type === 'resident-card') return Buffer.from(content.textBase64, 'base64');
  if (content.type === 'emrtd') return Buffer.from(content.files['EF.SOD'] ?? '', 'base64');
  if (content.type === 'wallet') {
    return Buffer.from(content.answer, content.format === 'mdoc' ? 'base64url' : 'utf8');
  }
  if (content.type === 'by-hand') return Buffer.from(JSON.stringify(content.document), 'utf8');
  const bytes = Buffer.from(content.bytesBase64, 'base64');
  return isUtf8(bytes) ? Buffer.from(withoutLineEnd(bytes.toString('utf8')), 'utf8') : bytes;
}

/** Lays a presentation open. Throws `Refusal`: too-large over the maximum, unreadable where nothing visible was delivered, payment-code for a payment card. */
export function layOpen(content: PresentationContent): Presented {
  if (content.type === 'text' && content.text.length > MAX_PRESENTATION_TEXT) throw tooLarge();
  if (content.type === 'withheld' || isTypedStripe(content)) {
    throw new Refusal('payment-code', 'this is a card to pay with');
  }
  const bytes = presentedBytes(content);
  if (content.type === 'emrtd') return { bytes, chip: content };
  if (content.type === 'wallet') {
    if (content.answer.length > MAX_WALLET_ANSWER) throw tooLarge();
    return content.format === 'mdoc' ? { bytes } : { bytes, text: content.answer };
  }
  if (content.type === 'by-hand') return { bytes, typed: content.document };
  if (content.type === 'resident-card') {
    return {
      bytes,
      card: {
        record: bytes,
        photo: Buffer.from(content.photoBase64, 'base64'),
        samId: content.samId,
        address:
          content.addressBase64 === undefined ? undefined : Buffer.from(content.addressBase64, 'base64'),
      },
    };
  }
  if (bytes.length > 4 * MAX_PRESENTATION_TEXT) throw tooLarge();
  const text = isUtf8(bytes) ? Buffer.from(bytes).toString('utf8') : undefined;
  if (bytes.length === 0 || (text !== undefined && !/[^\p{Cc}\p{Cf}\p{Z}\uFFFD]/u.test(text))) {
    throw new Refusal('unreadable', 'nothing visible was delivered');
  }
  if (text !== undefined && text.length > MAX_PRESENTATION_TEXT) throw tooLarge();
  return { bytes, text };
}

/** A payment card's stripe from a reader that does not know what it types. */
function isTypedStripe(content: PresentationContent): boolean {
  return content.type === 'text' && isPaymentStripe(content.text);
}

/** Without the CR and LF at the end: a scanner's suffix is no part of the code. */
function withoutLineEnd(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\r' || text[end - 1] === '\n') end--;
  return text.slice(0, end);
}

function tooLarge(): Refusal {
  return new Refusal('too-large', 'longer than any code a reader delivers');
}
