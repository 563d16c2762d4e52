import { encodeQR } from 'qr';

/** The modules of a drawn QR code, quiet zone included. */
export interface QrDrawing {
  /** Modules along one side. */
  size: number;
  /** `modules[row][column]`, true is dark. */
  modules: readonly (readonly boolean[])[];
}

/**
 * A text as a QR code (ISO/IEC 18004) with error correction M and its quiet zone of four modules, in the smallest
 * version that holds it.
 * @throws RangeError when the text does not fit into version 40.
 */
export function drawQr(text: string): QrDrawing {
  const modules = modulesOf(text);
  return { size: modules.length, modules };
}

/** The drawing as the `d` of one SVG path in a view box of `0 0 size size`; each run of dark modules is a rectangle. */
export function qrPath({ modules }: QrDrawing): string {
  return modules
    .map((row, y) =>
      [...runsOf(row)].map(({ start, length }) => `M${start} ${y}h${length}v1h-${length}z`).join(''),
    )
    .join('');
}

function modulesOf(text: string): boolean[][] {
  try {
    return encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  } catch (thrown) {
    throw new RangeError('The text does not fit into a QR code.', { cause: thrown });
  }
}

function* runsOf(row: readonly boolean[]): Generator<{ start: number; length: number }> {
  let start: number | undefined;
  for (let at = 0; at <= row.length; at += 1) {
    if (row[at] === true) start ??= at;
    else if (start !== undefined) {
      yield { start, length: at - start };
      start = undefined;
    }
  }
}
