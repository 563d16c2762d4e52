import {
  prepareZXingModule,
  readBarcodes,
  type ReadInputBarcodeFormat,
  type ReadResult,
} from 'zxing-wasm/reader';
import { codeFormats, type CodeFormat } from './code';
import type { Decoder, LocatedSymbol, Sighting } from './decoder';
import type { Picture } from './picture';

/** Where the host has the WebAssembly file: its bytes (Node), or its address in our own origin (windows). */
export type ZxingSource = { wasmBinary: ArrayBuffer } | { wasmUrl: string };

/** How zxing-cpp looks at a picture. */
export interface ZxingEffort {
  /** What turns grey into black and white: the surroundings of each pixel (the default), or the whole picture. */
  threshold?: 'local' | 'global';
  /** Whether speckles are closed when nothing was found at first. */
  denoise?: boolean;
  /** Whether the small relatives (Micro QR, rMQR, Aztec runes) count: their error detection is weak. */
  small?: boolean;
}

/** Makes decoders of different effort on one prepared zxing-cpp. */
export type ZxingDecoders = (effort: ZxingEffort) => Decoder;

/**
 * Starts zxing-cpp from the host's own copy: the package would otherwise fetch it from a foreign server.
 * Rejects when the WebAssembly file cannot be read or compiled.
 */
export async function startZxing(source: ZxingSource): Promise<ZxingDecoders> {
  const overrides =
    'wasmBinary' in source ? { wasmBinary: source.wasmBinary } : { locateFile: () => source.wasmUrl };
  await prepareZXingModule({ overrides, fireImmediately: true });
  return (effort) => ({
    formats: codeFormats,
    async look(picture, formats) {
      const results = await readBarcodes(greymap(picture), {
        formats: formats.map((format) => (effort.small === true ? familyNames : fullSizeNames)[format]),
        textMode: 'Plain',
        returnErrors: true,
        binarizer: effort.threshold === 'global' ? 'GlobalHistogram' : 'LocalAverage',
        tryDenoise: effort.denoise ?? false,
      });
      return results.flatMap(sightingOf);
    },
  });
}

const familyNames: Record<CodeFormat, ReadInputBarcodeFormat> = {
  qr: 'QRCode',
  'data-matrix': 'DataMatrix',
  pdf417: 'PDF417',
  aztec: 'Aztec',
};

const fullSizeNames: typeof familyNames = { ...familyNames, qr: 'QRCodeModel2', aztec: 'AztecCode' };

const formatOfSymbology = new Map<string, CodeFormat>(
  codeFormats.map((format) => [familyNames[format], format]),
);

/** A binary portable greymap: the one input the package takes without widening it to RGBA. */
function greymap(picture: Picture): Uint8Array {
  const header = new TextEncoder().encode(`P5\n${picture.width} ${picture.height}\n255\n`);
  const file = new Uint8Array(header.length + picture.luminance.length);
  file.set(header);
  file.set(picture.luminance, header.length);
  return file;
}

function sightingOf(result: ReadResult): Sighting[] {
  const format = formatOfSymbology.get(result.symbology);
  if (format === undefined) return [];
  if (!result.isValid) {
    const { topLeft, topRight, bottomRight, bottomLeft } = result.position;
    const { width: columns, height: rows } = result.symbol;
    const corners: LocatedSymbol['corners'] = [topLeft, topRight, bottomRight, bottomLeft];
    return [{ read: false, format, corners, columns, rows, inverted: result.isInverted }];
  }
  const part =
    result.sequenceSize === -1
      ? undefined
      : { id: result.sequenceId, index: result.sequenceIndex, of: result.sequenceSize };
  return [
    {
      read: true,
      format,
      text: result.text,
      bytes: result.bytes.slice(),
      symbology: result.symbologyIdentifier === '' ? undefined : result.symbologyIdentifier,
      part,
    },
  ];
}
