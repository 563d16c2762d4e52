import { LAYOUTS, type Layout } from './layout';

/** A machine readable zone as it was read: all lines in one, in capitals. */
export interface Zone {
  readonly layout: Layout;
  readonly text: string;
}

/**
 * The zone in a text: its lines apart, or all in one piece as some scanners send them. Undefined where the lines are not
 * those of a document. Judges lengths and alphabet alone; `?` and `*` are what scanners put for a character they
 * cannot read.
 */
export function zoneIn(text: string): Zone | undefined {
  const lines = text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const joined = lines.join('').toUpperCase();
  if (!/^[A-Z0-9<?*]+$/.test(joined) || !joined.includes('<')) return undefined;
  const layout = LAYOUTS.find(({ lines: count, lineLength, begins = '' }) => {
    if (!joined.startsWith(begins)) return false;
    const isApart = lines.length === count && lines.every((line) => line.length === lineLength);
    return isApart || (lines.length === 1 && joined.length === count * lineLength);
  });
  return layout && { layout, text: joined };
}
