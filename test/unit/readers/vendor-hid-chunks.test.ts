import { describe, expect, it } from 'vitest';
import { samFrame, samRequest } from '../../../main/readers/framing/sam-v';
import { chunkReport, chunkedMessage, idleChunks } from '../../../main/readers/framing/vendor-hid-chunks';
import { chunkedAnswer } from '../../support/chunked-answer';

/** The SAM_V bytes that come out of reports. */
function streamOf(reports: readonly Uint8Array[]): Uint8Array {
  let state = idleChunks;
  const pieces = reports.map((report) => {
    const step = chunkReport(state, report);
    ({ state } = step);
    return step.bytes;
  });
  return Uint8Array.from(Buffer.concat(pieces));
}

const record = samFrame(Uint8Array.from({ length: 1_287 }, (_, index) => index % 256));
const acknowledgement = Uint8Array.of(0xff, ...new Uint8Array(63));

describe('Given a card reader that wraps its messages in HID reports', () => {
  it('when a request goes out, then it is one report of 64 bytes behind the report id', () => {
    const [report, ...others] = chunkedMessage(samRequest.find);
    expect(others).toEqual([]);
    expect(report).toHaveLength(65);
    expect(Buffer.from(report ?? []).toString('hex', 0, 14)).toBe('000c0034aaaaaa96690003200122');
  });

  it('when a longer message goes out, then its parts are counted', () => {
    const reports = chunkedMessage(new Uint8Array(61 + 62 + 1).fill(7));
    expect(reports.map((report) => Buffer.from(report).toString('hex', 1, 4))).toEqual([
      '3f0234',
      '3fc107',
      '02c207',
    ]);
    expect(() => chunkedMessage(new Uint8Array(3_968))).toThrow(RangeError);
  });

  it('when a short answer comes, then it is the frame', () => {
    const frame = samFrame(Uint8Array.of(0, 0, 0x90));
    expect(streamOf(chunkedAnswer(frame))).toEqual(frame);
  });

  it('when a card record comes in 21 parts, then it is whole', () => {
    const reports = chunkedAnswer(record);
    expect(reports).toHaveLength(21);
    expect(streamOf(reports)).toEqual(record);
  });

  it('when acknowledgements come in between, then they carry nothing', () => {
    const reports = chunkedAnswer(record).flatMap((report) => [acknowledgement, report]);
    expect(streamOf(reports)).toEqual(record);
  });

  it('when a part is lost, then nothing of the rest comes, and the next answer is whole', () => {
    const reports = chunkedAnswer(record);
    const after = streamOf([...reports.slice(0, 3), ...reports.slice(4), ...chunkedAnswer(record)]);
    expect(after).toEqual(Uint8Array.from([...record.subarray(0, 59 + 62 + 62), ...record]));
  });

  it('when the reader fails or says something of its own, then nothing comes of it', () => {
    const failure = Uint8Array.of(4, 0, 0x34, 0x6e, 0x81, ...new Uint8Array(59));
    const button = Uint8Array.of(5, 0, 0x76, 0x90, 0x00, 1, ...new Uint8Array(58));
    expect(streamOf([failure, button])).toHaveLength(0);
  });

  it('when a report claims more than it holds, then nothing comes of it', () => {
    expect(
      streamOf([Uint8Array.of(), Uint8Array.of(63, 0, 0x34), Uint8Array.of(0), Uint8Array.of(64)]),
    ).toHaveLength(0);
  });
});
