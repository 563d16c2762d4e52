import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readImageFile } from '../../main/cli/image-file';
import { zxingBinary } from '../../main/cli/zxing-binary';
import type { Reading } from '../../shared/decoding/code';
import { createPipeline } from '../../shared/decoding/pipeline';
import { startZxing } from '../../shared/decoding/zxing-wasm';
import { ABSENT, hasVectors, vectorPath } from '../support/vectors';

const Manifest = z.array(
  z.object({
    set: z.string(),
    file: z.string(),
    format: z.string().optional(),
    negative: z.boolean().optional(),
    accept: z.array(z.string()).nullish(),
  }),
);

/** Accepted is what jsQR made of Shift JIS, not what the code says; the pipeline reads the code. */
const WRONG_TRUTH = new Set(['e2e-billboard-2.png']);

/** WebP is not for the command line: a window has the browser's decoder for it. */
const images = hasVectors
  ? Manifest.parse(JSON.parse(readFileSync(vectorPath('images', 'manifest.json'), 'utf8'))).filter(
      ({ file }) => !file.endsWith('.webp') && !WRONG_TRUTH.has(file),
    )
  : [];

// The clock stands still, so that the result does not depend on how busy the machine is.
const pipeline = createPipeline(await startZxing({ wasmBinary: zxingBinary() }), () => 0);

async function textsIn({ set, file }: { set: string; file: string }): Promise<string[]> {
  const picture = readImageFile(readFileSync(vectorPath('images', set, file)));
  const { codes, incomplete }: Reading = await pipeline.still(picture);
  return [...codes, ...incomplete.flatMap(({ have }) => have.map(({ code }) => code))].map(
    ({ text }) => text,
  );
}

describe.skipIf(!hasVectors)(hasVectors ? 'Public images' : `Public images (${ABSENT})`, () => {
  // Measured: every PNG and JPEG of the four formats is read, and no code of any format is read wrongly.
  test.each(['QRCode', 'DataMatrix', 'PDF417', 'Aztec', 'MicroPDF417', 'rMQRCode'])(
    'Given the %s images, when each is read, then every one gives an accepted text',
    async (format) => {
      const failed: string[] = [];
      const ofFormat = images.filter((image) => image.format === format && image.accept != null);
      expect(ofFormat.length).toBeGreaterThan(0);
      for (const image of ofFormat) {
        const texts = await textsIn(image);
        if (!texts.some((text) => image.accept?.includes(text))) failed.push(`${image.set}/${image.file}`);
      }
      expect(failed).toEqual([]);
    },
  );

  test('Given images without a code, when every pass has looked at them, then nothing is read', async () => {
    const negatives = images.filter(({ negative }) => negative === true);
    expect(negatives.length).toBeGreaterThan(20);
    for (const image of negatives) expect([image.file, await textsIn(image)]).toEqual([image.file, []]);
  });
});
