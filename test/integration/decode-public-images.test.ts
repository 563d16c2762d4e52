import { describe, expect, test } from 'vitest';
import { zxingBinary } from '../../main/cli/zxing-binary';
import { createPipeline } from '../../shared/decoding/pipeline';
import { startZxing } from '../../shared/decoding/zxing-wasm';
import { type PublicImage, publicImages } from '../support/public-images';
import { ABSENT, hasVectors } from '../support/vectors';

const images = hasVectors ? publicImages() : [];

// The clock stands still, so that the result does not depend on how busy the machine is.
const pipeline = createPipeline(await startZxing({ wasmBinary: zxingBinary() }), () => 0);

async function textsIn(image: PublicImage): Promise<string[]> {
  const { codes, incomplete } = await pipeline.still(await image.picture());
  return [...codes, ...incomplete.flatMap(({ have }) => have.map(({ code }) => code))].map(
    ({ text }) => text,
  );
}

describe.skipIf(!hasVectors)(hasVectors ? 'Public images' : `Public images (${ABSENT})`, () => {
  // Measured: every image of the four formats is read, and no code of any format is read wrongly.
  test.each(['QRCode', 'DataMatrix', 'PDF417', 'Aztec', 'MicroPDF417', 'rMQRCode'])(
    'Given the %s images, when each is read, then every one gives an accepted text',
    async (format) => {
      const failed: string[] = [];
      const ofFormat = images.filter((image) => image.format === format && image.accept !== undefined);
      expect(ofFormat.length).toBeGreaterThan(0);
      for (const image of ofFormat) {
        const texts = await textsIn(image);
        if (!texts.some((text) => image.accept?.includes(text))) failed.push(`${image.set}/${image.file}`);
      }
      expect(failed).toEqual([]);
    },
  );

  test('Given images without a code, when every pass has looked at them, then nothing is read', async () => {
    const negatives = images.filter(({ negative }) => negative);
    expect(negatives.length).toBeGreaterThan(20);
    for (const image of negatives) expect([image.file, await textsIn(image)]).toEqual([image.file, []]);
    // Every pass of every picture: on a busy machine that takes its time, and nothing hangs by it.
  }, 300_000);
});
