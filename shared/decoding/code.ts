import type { PresentationContent } from '../domain/presentation';

/** The kinds of code the camera and the image reader look for. Micro QR and rMQR count as `qr`, MicroPDF417 as `pdf417`. */
export const codeFormats = ['qr', 'data-matrix', 'pdf417', 'aztec'] as const;
export type CodeFormat = (typeof codeFormats)[number];

/** One code that was read. `bytes` is what the symbol holds, `text` what it says; for a joined code, of all parts. */
export interface Code {
  format: CodeFormat;
  text: string;
  bytes: Uint8Array;
  /** AIM symbology identifier (ISO/IEC 15424), for example `]Q1`. */
  symbology?: string;
  /** Which pass over the picture read it. */
  pass: string;
}

/** A structured-append code (ISO/IEC 18004 section 8, ISO/IEC 15438 annex H) of which parts have not been seen yet. */
export interface Incomplete {
  format: CodeFormat;
  /** How many parts there are, 0 when the symbols do not say. */
  parts: number;
  /** The parts that were read, in order, with their number counted from 1. */
  have: { part: number; code: Code }[];
  /** Numbers of the parts still to be shown, as far as they are known. */
  missing: number[];
}

/** What one look at a picture gave. */
export interface Reading {
  codes: Code[];
  incomplete: Incomplete[];
  /** A symbol was seen but could not be read: it may help to hold it closer or stiller. */
  located: boolean;
}

/** Control characters that belong in texts: tab and line ends, and the separators of ISO/IEC 15434 and AAMVA. */
const controls = new Set(['\t', '\n', '\r', '\x04', '\x1c', '\x1d', '\x1e', '\x1f']);

/**
 * A code as the content of a presentation: its text, or its bytes when they are not text.
 * Text is chosen when it gives the bytes back in UTF-8, or holds nothing but printable characters.
 */
export function contentOf(code: Code): PresentationContent {
  const encoded = new TextEncoder().encode(code.text);
  const lossless =
    encoded.length === code.bytes.length && encoded.every((byte, at) => byte === code.bytes[at]);
  const printable = Array.from(code.text).every(
    (character) => controls.has(character) || !/[\p{Cc}\p{Cs}\uFFFD]/u.test(character),
  );
  if (lossless || printable) return { type: 'text', text: code.text };
  return {
    type: 'bytes',
    bytesBase64: btoa(Array.from(code.bytes, (byte) => String.fromCharCode(byte)).join('')),
  };
}
