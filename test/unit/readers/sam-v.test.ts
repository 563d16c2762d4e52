import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecords } from '../../../main/readers/framing/sam-records';
import { samIdBytes, samIdText } from '../../../main/readers/framing/sam-id';
import {
  type SamEvent,
  idleSam,
  samBytes,
  samFailure,
  samFrame,
  samRequest,
} from '../../../main/readers/framing/sam-v';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();
const bytes = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'));
const parsed = (stream: Uint8Array): SamEvent[] => samBytes(idleSam, stream).events;

const FOUND = bytes('AAAAAA9669 0008 00009F 00000000 97');
const NO_CARD = bytes('AAAAAA9669 0004 000080 84');

describe('Given the frames of FORMATS 3', () => {
  it('when requests are built, then they are those bytes', () => {
    expect(hex(samRequest.status)).toBe('AAAAAA9669000311FFED');
    expect(hex(samRequest.samId)).toBe('AAAAAA9669000312FFEE');
    expect(hex(samRequest.find)).toBe('AAAAAA96690003200122');
    expect(hex(samRequest.select)).toBe('AAAAAA96690003200221');
    expect(hex(samRequest.readBase)).toBe('AAAAAA96690003300132');
    expect(hex(samRequest.readWithFingerprint)).toBe('AAAAAA96690003301023');
    expect(hex(samRequest.readAddress)).toBe('AAAAAA96690003300330');
  });

  it('when an answer comes whole, then its status and data are read', () => {
    expect(parsed(FOUND)).toEqual([
      { type: 'answer', answer: { sw1: 0, sw2: 0, sw3: 0x9f, data: new Uint8Array(4) } },
    ]);
  });

  it('when answers come glued, with noise in front, then each is read', () => {
    const stream = Buffer.concat([bytes('00FFAAAA'), FOUND, NO_CARD, bytes('12')]);
    expect(parsed(stream).map((event) => event.type === 'answer' && event.answer.sw3)).toEqual([0x9f, 0x80]);
  });

  it('when an answer comes byte by byte, then it is read at its last byte', () => {
    let state = idleSam;
    const counts = [...FOUND].map((byte) => {
      const step = samBytes(state, Uint8Array.of(byte));
      state = step.state;
      return step.events.length;
    });
    expect(counts).toEqual([...Array.from(FOUND.slice(1), () => 0), 1]);
  });

  it('when a byte is bent, then the frame is refused and the next one read', () => {
    const bent = FOUND.slice();
    bent[10] = 0x01;
    const stream = Buffer.concat([bent, NO_CARD]);
    expect(parsed(stream).map((event) => (event.type === 'answer' ? event.answer.sw3 : event.code))).toEqual([
      'frame-invalid',
      0x80,
    ]);
  });

  it('when a length is beyond all reason, then nothing waits for it', () => {
    const stream = Buffer.concat([bytes('AAAAAA9669 FFFF 0000'), FOUND]);
    expect(parsed(stream)).toHaveLength(2);
  });

  it('when the line echoes a request, then it is no answer and no problem', () => {
    expect(parsed(Buffer.concat([samRequest.find, FOUND]))).toHaveLength(1);
  });

  it('when noise goes on for ever, then nothing piles up', () => {
    let state = idleSam;
    for (let count = 0; count < 2_000; count++) ({ state } = samBytes(state, new Uint8Array(64).fill(0xaa)));
    expect(state.pending.length).toBeLessThan(8);
  });

  it('when a status is a failure, then it has a code of its own', () => {
    expect([0x80, 0x41, 0x31, 0x32, 0x33, 0x11, 0x66, 0xee].map(samFailure)).toEqual([
      'card-gone',
      'read-incomplete',
      'card-not-authentic',
      'card-not-authentic',
      'card-not-authentic',
      'frame-invalid',
      'reader-failed',
      'reader-failed',
    ]);
  });
});

describe('Given the record answer', () => {
  const text = new Uint8Array(256).fill(1);
  const photo = new Uint8Array(1_024).fill(2);

  it('when it is the base record, then the frame has 1295 bytes and its parts are found', () => {
    const data = Buffer.concat([bytes('0100 0400'), text, photo]);
    expect(samFrame(Buffer.concat([bytes('000090'), data]))).toHaveLength(1_295);
    expect(readRecords(data)).toEqual({ text, photo });
  });

  it('when it carries fingerprints, then the frame has 2321 bytes and they are left behind', () => {
    const data = Buffer.concat([bytes('0100 0400 0400'), text, photo, new Uint8Array(1_024).fill(3)]);
    expect(samFrame(Buffer.concat([bytes('000090'), data]))).toHaveLength(2_321);
    expect(readRecords(data)).toEqual({ text, photo });
  });

  it('when the lengths do not add up, then it is refused', () => {
    const data = Buffer.concat([bytes('0100 0400'), text, photo.slice(1)]);
    expect(() => readRecords(data)).toThrow(expect.objectContaining({ code: 'frame-invalid' }));
    expect(() => readRecords(new Uint8Array(3))).toThrow(expect.objectContaining({ code: 'frame-invalid' }));
  });
});

describe('Given the identity of a security module', () => {
  it('when it is printed and read again, then it is the same 16 bytes', () => {
    const wire = bytes('0500 0300 BE763301 C7BB1000 A5DBC714');
    expect(samIdText(wire)).toBe('05.03-20149950-0001096647-0348642213');
    expect(hex(samIdBytes(samIdText(wire)))).toBe(hex(wire));
  });

  it('when a text is no such identity, then it is refused', () => {
    for (const text of ['', '05.03-2015', '99999.03-20150101-0001096475-0348652165'])
      expect(() => samIdBytes(text)).toThrow(RangeError);
    expect(() => samIdText(new Uint8Array(15))).toThrow(RangeError);
  });
});

const vectors = path.join(
  process.env['VESTIBULE_VECTORS'] ?? '../shared/vectors',
  'resident-card/sam-frames.json',
);

describe.skipIf(!existsSync(vectors))('Given the public frame vectors (else: public vectors absent)', () => {
  const frames = existsSync(vectors)
    ? (JSON.parse(readFileSync(vectors, 'utf8')) as { name: string; hex: string; checksumOk: boolean }[])
    : [];
  for (const frame of frames) {
    it(`when ${frame.name} is parsed, then it ${frame.checksumOk ? 'checks' : 'is refused'}`, () => {
      const events = parsed(bytes(frame.hex));
      const refused = events.some((event) => event.type === 'problem');
      expect(refused).toBe(!frame.checksumOk);
      expect(events.filter((event) => event.type === 'answer')).toHaveLength(
        frame.name.startsWith('resp') ? 1 : 0,
      );
    });
  }
});
