import { encode as encodePng, type BitDepth } from 'fast-png';
import { encode as encodeJpeg } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { readImageFile } from '../../../main/cli/image-file';

function png(
  data: Uint8Array | Uint16Array,
  width: number,
  depth: BitDepth,
  channels: number,
  rest = {},
): Uint8Array {
  return encodePng({ width, height: 1, data, depth, channels, ...rest });
}

const ONE_BIT =
  'iVBORw0KGgoAAAANSUhEUgAAAAkAAAACAQAAAACiLct+AAAADklEQVR4nGOoZ2BoaAAABAEBgGK3GVEAAAAASUVORK5CYII=';
const PALETTE =
  'iVBORw0KGgoAAAANSUhEUgAAAAUAAAABAgMAAABrkIxgAAAADFBMVEUAAAD///8AAAD/AAB2Q0PmAAAAA3RSTlP//wDXyg1BAAAAC0lEQVR4nGOQZgAAADkAHG7sF4wAAAAASUVORK5CYII=';
const HUGE = 'iVBORw0KGgoAAAANSUhEUgAATiAAAE4gCAAAAADGGxnlAAAACUlEQVR4nGMAAAABAAFe/335AAAAAElFTkSuQmCC';

describe('PNG files', () => {
  it.each<[string, Uint8Array, number[]]>([
    ['8-bit grey', png(Uint8Array.of(0, 128, 255), 3, 8, 1), [0, 128, 255]],
    ['16-bit grey', png(Uint16Array.of(0, 0x8080, 0xffff), 3, 16, 1), [0, 128, 255]],
    ['grey with alpha', png(Uint8Array.of(0, 255, 0, 0), 2, 8, 2), [0, 255]],
    ['colour', png(Uint8Array.of(255, 0, 0, 0, 0, 255), 2, 8, 3), [76, 29]],
    ['colour with alpha', png(Uint8Array.of(0, 0, 0, 255, 0, 0, 0, 0), 2, 8, 4), [0, 255]],
    ['16-bit colour', png(Uint16Array.of(0xffff, 0xffff, 0xffff, 0, 0, 0), 2, 16, 3), [255, 0]],
  ])('Given %s, when it is read, then each pixel has its luminance', async (_, file, luminance) => {
    const picture = await readImageFile(file);
    expect([picture.width, picture.height]).toEqual([luminance.length, 1]);
    expect([...picture.luminance]).toEqual(luminance);
  });

  // Files a byte-exact writer made, because the package writes neither palettes nor packed samples.
  it.each([
    [
      '1-bit grey, two rows of nine pixels',
      ONE_BIT,
      [9, 2],
      [0, 255, 255, 255, 255, 255, 255, 255, 0, 255, 0, 0, 0, 0, 0, 0, 0, 255],
    ],
    ['a 2-bit palette with a transparent entry', PALETTE, [5, 1], [0, 255, 255, 76, 0]],
  ])('Given %s, when it is read, then each pixel has its luminance', async (_, file, size, luminance) => {
    const picture = await readImageFile(Buffer.from(file, 'base64'));
    expect([picture.width, picture.height]).toEqual(size);
    expect([...picture.luminance]).toEqual(luminance);
  });
});

describe('JPEG files', () => {
  it('Given a JPEG, when it is read, then its pixels have about their luminance', async () => {
    const data = Uint8Array.from({ length: 16 * 16 * 4 }, (_, at) =>
      at % 4 === 3 ? 255 : at < 512 ? 20 : 230,
    );
    const picture = await readImageFile(encodeJpeg({ width: 16, height: 16, data }, 95).data);
    expect([picture.width, picture.height]).toEqual([16, 16]);
    expect(Math.abs((picture.luminance[0] ?? 0) - 20)).toBeLessThan(8);
    expect(Math.abs((picture.luminance[255] ?? 0) - 230)).toBeLessThan(8);
  });
});

describe('WebP files', () => {
  const LOSSLESS = 'UklGRiAAAABXRUJQVlA4TBMAAAAvAUAAAA8w//M///MfeFiBiP5HAA==';
  const LOSSY = 'UklGRigAAABXRUJQVlA4IBwAAABQAQCdASoQABAAAsBMJaQABHQAAP4sP//q+4AA';

  it('Given a lossless WebP, when it is read, then its pixels are exactly those', async () => {
    const picture = await readImageFile(Buffer.from(LOSSLESS, 'base64'));
    expect(picture).toEqual({ width: 2, height: 2, luminance: Uint8Array.of(0, 255, 255, 0) });
  });

  it('Given a lossy WebP, dark above and light below, when it is read, then it is so', async () => {
    const { width, height, luminance } = await readImageFile(Buffer.from(LOSSY, 'base64'));
    expect([width, height]).toEqual([16, 16]);
    expect(Math.abs((luminance[0] ?? 0) - 20)).toBeLessThan(8);
    expect(Math.abs((luminance[255] ?? 0) - 230)).toBeLessThan(8);
  });
});

describe('Files that cannot be read', () => {
  const whole = png(Uint8Array.of(0, 128, 255), 3, 8, 1);

  it.each([
    ['an empty file', new Uint8Array(0)],
    ['a text', new TextEncoder().encode('not an image')],
    ['a PNG that breaks off', whole.slice(0, 30)],
    ['a PNG whose pixels are damaged', whole.map((byte, at) => (at > 40 && at < 50 ? byte ^ 0x55 : byte))],
    ['a WebP that breaks off', Buffer.from('UklGRiAAAABXRUJQVlA4TBMAAAAvAUAA', 'base64')],
    ['a JPEG that is only its beginning', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
  ])('Given %s, when it is read, then it is refused: file-unreadable', async (_, file) => {
    await expect(readImageFile(file)).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  it('Given a PNG that claims 400 megapixels, when it is read, then it is refused before it is unpacked', async () => {
    await expect(readImageFile(Buffer.from(HUGE, 'base64'))).rejects.toMatchObject({
      code: 'file-too-large',
    });
  });
});
