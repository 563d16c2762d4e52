import type { CodeFormat } from './code';
import type { Picture } from './picture';

/** One algorithm that looks for codes in a picture. All decoders of the house have this shape. */
export interface Decoder {
  /** What it can read; asking for other formats is allowed and finds nothing. */
  readonly formats: readonly CodeFormat[];
  /** Every symbol of these formats it sees. A picture without one gives an empty list, never an error. */
  look(picture: Picture, formats: readonly CodeFormat[]): Promise<Sighting[]>;
}

/** A symbol in a picture: read, or only located because its error correction did not suffice. */
export type Sighting = ReadSymbol | LocatedSymbol;

export interface ReadSymbol {
  read: true;
  format: CodeFormat;
  text: string;
  bytes: Uint8Array;
  /** AIM symbology identifier, for example `]Q1`. */
  symbology?: string;
  /** Present when the symbol is one part of a structured-append code; `index` counts from 0, `of` is 0 if not said. */
  part?: { id: string; index: number; of: number };
}

export interface LocatedSymbol {
  read: false;
  format: CodeFormat;
  /** The symbol's corners in pixels: top left, top right, bottom right, bottom left as the symbol lies. */
  corners: [Point, Point, Point, Point];
  /** The symbol's size in modules, 0 where the decoder could not tell. */
  columns: number;
  rows: number;
  /** Light on dark. */
  inverted: boolean;
}

export interface Point {
  x: number;
  y: number;
}
