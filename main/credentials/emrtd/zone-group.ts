import { Refusal } from '../../crypto/refusal';
import { readTlv } from '../../crypto/tlv';
import { type Reading, readZone } from '../mrz/reading';
import { zoneIn } from '../mrz/zone';

/**
 * DG1: the machine readable zone as the chip has it (ICAO 9303 part 10, 4.7.1). Nobody misread it, so every check digit
 * must be right as it stands. Throws `Refusal` malformed.
 */
export function readZoneGroup(file: Uint8Array): Reading {
  const text = Buffer.from(readTlv(readTlv(file, 0x61).value, 0x5f1f).value).toString('latin1');
  const zone = zoneIn(text);
  if (zone === undefined) throw new Refusal('malformed', 'DG1: not a machine readable zone');
  const reading = readZone(zone);
  if (reading.failed.length > 0 || reading.repaired.length > 0) {
    throw new Refusal('malformed', 'DG1: a check digit is wrong');
  }
  return reading;
}
