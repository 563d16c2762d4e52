/**
 * The chip of passports and cards (ICAO 9303 parts 10 to 12): opened, read, and judged like every other credential.
 *
 * How the terminal uses it, from the printed lines to a verdict:
 *
 *     const secret = { mrz: mrzKeyIn(text) };               // or { can: '123456' }; Refusal malformed: read it again
 *     const content = await readChip(channel, secret, { onStep, signal });
 *     await presentations.present(reader, content);          // the format `emrtd` decodes and verifies it
 *
 * `channel` is anything with `transmit(apdu)`: the card channel of a PC/SC reader. `onStep` is told what a screen can
 * show, in this order: opening, opened, reading (each file with its bytes), proving. A document can be laid down before
 * its lines are known: nothing is sent to it until `readChip` is called. `readChip` rejects with chip-key-wrong where the
 * lines or the number are not this document's: the screen asks for them again and the document stays where it is.
 * card-gone: lay it down again. chip-unsupported: check by eye. A reading is called off by its signal.
 */
export { type MrzKey, type Secret, mrzInformation, mrzKeyIn, zoneDate } from './access-key';
export type { ChipChannel } from './chip';
export { emrtd } from './emrtd';
export { type ChipStep, type ReadChipOptions, readChip } from './read-chip';
