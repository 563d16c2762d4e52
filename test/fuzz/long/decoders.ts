import type { Decoder } from './decoder';
import { chipDecoders } from './decoders-chip';
import { codeDecoders } from './decoders-code';
import { insideDecoders } from './decoders-inside';
import { readerDecoders } from './decoders-reader';
import { wireDecoders } from './decoders-wire';

/** Every decoder that bytes of somebody else's reach. */
export async function decoders(): Promise<Decoder[]> {
  return [
    ...(await codeDecoders()),
    ...chipDecoders(),
    ...insideDecoders(),
    ...readerDecoders(),
    ...wireDecoders(),
  ];
}

/** Their names, in that order. */
export async function decoderNames(): Promise<string[]> {
  return (await decoders()).map(({ name }) => name);
}
