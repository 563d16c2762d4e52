import { writeFile } from 'node:fs/promises';
import { encode } from 'fast-png';
import { drawQr } from '../../shared/decoding/draw-qr';

/** Pixels a module. */
const SCALE = 4;

/** Writes the code as a PNG file. */
export async function writeCodePng(text: string, file: string): Promise<void> {
  const { side, grey } = rasterOf(text);
  await writeFile(file, encode({ width: side, height: side, data: grey, channels: 1, depth: 8 }));
}

/** Writes the code as a film of some frames (YUV4MPEG2), which Chromium takes for a camera. */
export async function writeCodeFilm(text: string, file: string): Promise<void> {
  const { side, grey } = rasterOf(text);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), grey, Buffer.alloc((side * side) / 2, 128)]);
  const header = Buffer.from(`YUV4MPEG2 W${side} H${side} F20:1 Ip A1:1 C420jpeg\n`);
  await writeFile(file, Buffer.concat([header, frame, frame, frame, frame]));
}

function rasterOf(text: string): { side: number; grey: Uint8Array } {
  const { size, modules } = drawQr(text);
  const side = size * SCALE + ((size * SCALE) % 2);
  const grey = new Uint8Array(side * side).fill(255);
  for (let y = 0; y < size * SCALE; y += 1) {
    for (let x = 0; x < size * SCALE; x += 1) {
      if (modules[Math.floor(y / SCALE)]?.[Math.floor(x / SCALE)]) grey[y * side + x] = 0;
    }
  }
  return { side, grey };
}
