/** Carries the simulated scanner and the two simulated card readers as if they were plugged in. */
import { VestibuleError } from '../../../shared/domain/error';
import type { SimulatedCard } from '../host-contract';
import { ReportQueue } from '../report-queue';
import { SCANNER_DESCRIPTOR, SimulatedSam, scanReports } from '../simulated';
import { SimulatedDocumentReader } from '../simulated-document';
import type { DeviceInfo, OpenDevice, Opened, Transport } from '../transport';

export interface SimulatedTransport extends Transport<Opened> {
  /** Answers whether they were not plugged in before. */
  plug(): boolean;
  /** A code in front of the scanner. */
  scan(text: string, symbology?: string): void;
  /** A card on the reader; it is lifted once it was read. */
  lay(card: SimulatedCard): void;
  /** The smart card reader, for documents with a chip. */
  readonly document: SimulatedDocumentReader;
}

const SCANNER: DeviceInfo = {
  id: 'simulated-scanner',
  path: 'simulated-scanner',
  speaks: 'hid',
  vendorId: 0,
  productId: 1,
  vendor: 'Vestibule',
  product: 'Simulated scanner',
  usagePage: 0x8c,
  usage: 0x02,
  simulated: true,
};
const CARD_READER: DeviceInfo = {
  id: 'simulated-card-reader',
  path: 'simulated-card-reader',
  speaks: 'sam-v',
  vendorId: 0,
  productId: 2,
  vendor: 'Vestibule',
  product: 'Simulated card reader',
  simulated: true,
};

const DOCUMENT_READER: DeviceInfo = {
  id: 'simulated-document-reader',
  path: 'simulated-document-reader',
  speaks: 'apdu',
  vendorId: 0,
  productId: 3,
  vendor: 'Vestibule',
  product: 'Simulated smart card reader',
  simulated: true,
};

export function simulatedTransport(): SimulatedTransport {
  const scans = new ReportQueue();
  const answers = new ReportQueue();
  const sam = new SimulatedSam();
  const document = new SimulatedDocumentReader();
  let plugged = false;
  const deaf = async () => undefined;
  const scanner: OpenDevice = {
    descriptor: SCANNER_DESCRIPTOR,
    onReport: (listener) => scans.listen(listener),
    onGone: () => undefined,
    write: deaf,
    sendFeature: deaf,
    close: deaf,
  };
  const cardReader: OpenDevice = {
    onReport: (listener) => answers.listen(listener),
    onGone: () => undefined,
    async write(request) {
      for (const piece of sam.answer(request)) answers.push(piece);
    },
    sendFeature: deaf,
    close: deaf,
  };
  return {
    name: 'simulated',
    list: async () => (plugged ? [SCANNER, CARD_READER, DOCUMENT_READER] : []),
    async open(info) {
      if (info.id === SCANNER.id) return scanner;
      if (info.id === CARD_READER.id) return cardReader;
      if (info.id === DOCUMENT_READER.id) return document;
      throw new VestibuleError('reader-gone', 'There is no such simulated reader.');
    },
    plug() {
      const anew = !plugged;
      plugged = true;
      return anew;
    },
    scan(text, symbology) {
      for (const report of scanReports(text, symbology)) scans.push(report);
    },
    lay: (card) => sam.lay(card),
    document,
  };
}
