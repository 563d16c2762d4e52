/** A picture as the decoders want it: one byte of luminance a pixel, rows from the top, 0 black to 255 white. */
export interface Picture {
  width: number;
  height: number;
  luminance: Uint8Array;
}

/** A rectangle of a picture in whole pixels. */
export interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * The luminance of 8-bit RGBA pixels (ITU-R BT.601 weights), laid over white where they are transparent.
 * @throws RangeError when `pixels` does not hold `width × height × 4` bytes.
 */
export function pictureOf(pixels: Uint8Array | Uint8ClampedArray, width: number, height: number): Picture {
  if (pixels.length !== width * height * 4) throw new RangeError('The pixels do not fill the picture.');
  const luminance = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < luminance.length; at += 1, from += 4) {
    const alpha = pixels[from + 3] ?? 255;
    const grey = 306 * (pixels[from] ?? 0) + 601 * (pixels[from + 1] ?? 0) + 117 * (pixels[from + 2] ?? 0);
    luminance[at] = (alpha === 255 ? grey + 512 : (grey * alpha) / 255 + 1024 * (255 - alpha) + 512) >> 10;
  }
  return { width, height, luminance };
}

/** The part of a picture inside `area`, which must lie within it. */
export function crop(picture: Picture, area: Area): Picture {
  const luminance = new Uint8Array(area.width * area.height);
  for (let row = 0; row < area.height; row += 1) {
    const from = (area.top + row) * picture.width + area.left;
    luminance.set(picture.luminance.subarray(from, from + area.width), row * area.width);
  }
  return { width: area.width, height: area.height, luminance };
}
