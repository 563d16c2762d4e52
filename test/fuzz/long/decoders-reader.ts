import { readRecord } from '../../../main/credentials/resident-card/record';
import { hidPosGone, hidPosReport, idleHidPos } from '../../../main/readers/framing/hid-pos';
import { layoutFromDescriptor } from '../../../main/readers/framing/layout-from-descriptor';
import { lineFraming } from '../../../main/readers/framing/lines';
import { magstripeReport } from '../../../main/readers/framing/magstripe';
import { magstripeLayout } from '../../../main/readers/framing/magstripe-layout';
import type { Framing } from '../../../main/readers/framing/framing';
import { mrzFraming } from '../../../main/readers/framing/mrz-lines';
import { readReportDescriptor } from '../../../main/readers/framing/report-descriptor';
import { idleSam, samBytes, samFrame } from '../../../main/readers/framing/sam-v';
import { chunkReport, idleChunks } from '../../../main/readers/framing/vendor-hid-chunks';
import { readCommand } from '../../../shared/framing/apdu';
import { SCANNER_DESCRIPTOR, scanReports } from '../../../main/readers/simulated';
import { idleWedge, plainKey, wedgeKey, wedgeTime } from '../../../shared/framing';
import { isPaymentStripe } from '../../../shared/framing/payment-card';
import { RESIDENT, cardRecord } from '../../support/card-record';
import { chunkedAnswer } from '../../support/chunked-answer';
import { td1, td3 } from '../../support/mrz-lines';
import { stripeDescriptor } from '../../support/stripe-descriptor';
import { type Decoder, decoder } from './decoder';

const REPORT = 64;

/** What devices send. */
export function readerDecoders(): Decoder[] {
  const record = cardRecord(RESIDENT);
  const scans = scanReports('EID:0123456789abcdefABCDEF');
  const stripe = '%CASPECIMENTOWN^SAMPLE$IDA$^1 EXAMPLE WAY^?;6360141234562=290119870304=?';
  return [
    decoder('HID scanner', [Buffer.concat(scans)], hidScanner),
    decoder(
      'HID report descriptor',
      [SCANNER_DESCRIPTOR, stripeDescriptor('places'), stripeDescriptor('packed')],
      (bytes) => {
        readReportDescriptor(bytes);
        layoutFromDescriptor(bytes);
        magstripeLayout(bytes);
      },
    ),
    decoder('magnetic stripe', [Buffer.concat([Buffer.alloc(7, 20), Buffer.from(stripe)])], (bytes) => {
      magstripeReport(bytes);
      isPaymentStripe(Buffer.from(bytes).toString('latin1'));
    }),
    decoder(
      'resident card reader',
      [samFrame(Buffer.concat([Buffer.of(0, 0, 0x90, 1, 0, 4, 0), record]))],
      samStream,
    ),
    decoder('resident card record', [record], (bytes) => readRecord(bytes)),
    decoder('vendor HID chunks', chunkedAnswer(record).slice(0, 8), chunks),
    decoder('serial lines', ['\x02EID:0123456789\x03\r\n'], (bytes) => stream(lineFraming, bytes)),
    decoder('MRZ scanner', [td3().join('\r'), td1().join('\r\n')], (bytes) => stream(mrzFraming, bytes)),
    decoder('keyboard scanner', ['EID:0123456789\r'], keys),
    decoder('APDU', [Buffer.from('00a4040c07a0000002471001', 'hex')], apdu),
  ];
}

function pieces(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

function hidScanner(bytes: Uint8Array): void {
  let state = idleHidPos;
  for (const report of pieces(bytes, REPORT)) ({ state } = hidPosReport(state, report, 0));
  hidPosGone(state);
}

function samStream(bytes: Uint8Array): void {
  let state = idleSam;
  for (const piece of pieces(bytes, 100)) ({ state } = samBytes(state, piece));
}

function chunks(bytes: Uint8Array): void {
  let state = idleChunks;
  for (const report of pieces(bytes, REPORT)) ({ state } = chunkReport(state, report));
}

function stream<State>(framing: Framing<State>, bytes: Uint8Array): void {
  let state = framing.idle;
  for (const piece of pieces(bytes, 50)) ({ state } = framing.bytes(state, piece, 0));
  framing.time(state, 100_000);
}

function keys(bytes: Uint8Array): void {
  let state = idleWedge;
  const settings = { prefix: '' };
  for (const [index, byte] of bytes.subarray(0, 3_000).entries()) {
    const key = byte === 0x0d ? 'Enter' : String.fromCharCode(byte);
    ({ state } = wedgeKey(state, plainKey(key, index * 5), settings));
  }
  wedgeTime(state, 1e6, settings);
}

function apdu(bytes: Uint8Array): void {
  try {
    readCommand(bytes);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
  }
}
