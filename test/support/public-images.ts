import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readImageFile } from '../../main/cli/image-file';
import type { Picture } from '../../shared/decoding/picture';
import { vectorPath } from './vectors';

const Manifest = z.array(
  z.object({
    set: z.string(),
    file: z.string(),
    format: z.string().optional(),
    negative: z.boolean().default(false),
    accept: z.array(z.string()).nullish().transform(trueTexts),
  }),
);

/** A replacement character shows that whoever wrote the text down could not read it: then the truth is not known. */
function trueTexts(texts: string[] | null | undefined): string[] | undefined {
  const known = texts?.filter((text) => !text.includes('\uFFFD')) ?? [];
  return known.length > 0 ? known : undefined;
}

export type PublicImage = z.infer<typeof Manifest>[number] & { picture(): Promise<Picture> };

/** The public images, in the order of their manifest. */
export function publicImages(): PublicImage[] {
  const manifest = Manifest.parse(JSON.parse(readFileSync(vectorPath('images', 'manifest.json'), 'utf8')));
  return manifest.map((image) => ({
    ...image,
    picture: () => readImageFile(readFileSync(vectorPath('images', image.set, image.file))),
  }));
}
