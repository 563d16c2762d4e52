import { type Checked, readZone } from './reading';
import { zoneIn } from './zone';

/**
 * What the check digits say of lines that somebody types: nothing before they have the shape of a document's. What an
 * optical reader's confusions would be is put right as when they are scanned. Never throws.
 */
export function checkLines(text: string): { whole: boolean; failed: Checked[] } {
  const zone = zoneIn(text);
  return zone === undefined
    ? { whole: false, failed: [] }
    : { whole: true, failed: [...readZone(zone).failed] };
}
