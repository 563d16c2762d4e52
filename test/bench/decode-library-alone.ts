import {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  HybridBinarizer,
  MultiFormatReader,
  RGBLuminanceSource,
} from '@zxing/library';
import type { Picture } from '../../shared/decoding/picture';

const hints = new Map<DecodeHintType, unknown>([
  [DecodeHintType.TRY_HARDER, true],
  [
    DecodeHintType.POSSIBLE_FORMATS,
    [BarcodeFormat.QR_CODE, BarcodeFormat.DATA_MATRIX, BarcodeFormat.PDF_417, BarcodeFormat.AZTEC],
  ],
]);

/** The yardstick: what @zxing/library with TRY_HARDER reads in a picture by itself, in four formats. */
export function libraryAlone({ luminance, width, height }: Picture): string | undefined {
  const { warn } = console;
  // It writes a warning with a stack for every reader that finds nothing, which would take most of its time.
  console.warn = () => undefined;
  try {
    const reader = new MultiFormatReader();
    reader.setHints(hints);
    const source = new RGBLuminanceSource(new Uint8ClampedArray(luminance), width, height);
    return reader.decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  } catch {
    return undefined;
  } finally {
    console.warn = warn;
  }
}
