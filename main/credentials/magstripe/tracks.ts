/** What stands between the sentinels of each track; a track that was not read is absent. */
export interface Tracks {
  readonly first?: string;
  readonly second?: string;
  readonly third?: string;
}

/** Track 1 begins with `%` and a letter, track 2 with `;`, track 3 with `+`, `#` or `%` and no letter; each ends with `?`. */
const SWIPE = /^(?:%([A-Z][^?\r\n]{1,77})\?)?\s?(?:;([\d=:<>]{1,38})\?)?\s?(?:[%+#!]([^?\r\n]{0,106})\?)?$/;

/** The tracks of one swipe (ISO/IEC 7811-2 and -6), or undefined for a text that is none. */
export function tracksOf(text: string): Tracks | undefined {
  if (!/^[%;]/.test(text)) return undefined;
  const [, first, second, third] = SWIPE.exec(text) ?? [];
  return first === undefined && second === undefined ? undefined : { first, second, third };
}
