import type { Picture } from './picture';

/**
 * A clean picture of a symbol from its modules (true is dark): `pixels` a side for each module, in a quiet zone
 * of four modules as ISO/IEC 18004 section 6.3.8 asks.
 */
export function pictureOfModules(modules: readonly (readonly boolean[])[], pixels: number): Picture {
  const quiet = 4;
  const width = ((modules[0]?.length ?? 0) + 2 * quiet) * pixels;
  const height = (modules.length + 2 * quiet) * pixels;
  const luminance = new Uint8Array(width * height).fill(255);
  modules.forEach((row, y) =>
    row.forEach((dark, x) => {
      if (!dark) return;
      for (let line = 0; line < pixels; line += 1) {
        const start = ((y + quiet) * pixels + line) * width + (x + quiet) * pixels;
        luminance.fill(0, start, start + pixels);
      }
    }),
  );
  return { width, height, luminance };
}
