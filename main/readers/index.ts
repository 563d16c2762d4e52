/** Everything between a device and a presentation: transports, framing, drivers, the roster and the reader host. */
export { openReaderHost, type ReaderHost, type TerminalLine } from './host';
export { FromReaderHost, FromShell, ReaderSettings, SimulatedCard, ToReaderHost } from './host-contract';
export { samIdBytes, samIdText } from './framing/sam-id';
export type { ReadEvent } from './framing/read-event';
