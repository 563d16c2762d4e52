import type { CodeFormat } from './code';
import type { LocatedSymbol, Sighting } from './decoder';
import type { Picture } from './picture';

/** What a rescue pass works on: the picture, and the symbols that were located in it but not read. */
export interface Scene {
  picture: Picture;
  /** The same picture at no more than a million pixels, the size that filters are made for. */
  reduced: Picture;
  located: readonly LocatedSymbol[];
}

/** One more way to look at a picture whose code was seen but not read. */
export interface Pass {
  /** Said with the code it reads. */
  name: string;
  /** The formats it has a chance with. */
  formats: readonly CodeFormat[];
  look(scene: Scene, formats: readonly CodeFormat[]): Promise<Sighting[]>;
}
