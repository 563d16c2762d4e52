import { describe, expect, it } from 'vitest';
import {
  type Command,
  commandBytes,
  forT0,
  getResponse,
  readAnswer,
  readCommand,
} from '../../../shared/framing/apdu';
import { isContactless } from '../../../main/readers/pcsc/atr';

const header = { cla: 0x00, ins: 0xb0, p1: 0x01, p2: 0x02 };
const hex = (command: Command) => Buffer.from(commandBytes(command)).toString('hex');
const zeros = (count: number) => new Uint8Array(count);

describe('Given a command for a chip (ISO 7816-4, 5.1)', () => {
  it.each<[string, Command, string]>([
    ['nothing to send and nothing expected', header, '00b00102'],
    ['something expected', { ...header, expects: 16 }, '00b0010210'],
    ['all there is, up to 256', { ...header, expects: 256 }, '00b0010200'],
    ['data', { ...header, data: Uint8Array.of(1, 2) }, '00b00102020102'],
    [
      'data and something expected',
      { ...header, data: Uint8Array.of(1, 2), expects: 256 },
      '00b0010202010200',
    ],
    ['more than 256 expected', { ...header, expects: 257 }, '00b00102000101'],
    ['all there is, up to 65,536', { ...header, expects: 65_536 }, '00b00102000000'],
    ['long data', { ...header, data: zeros(256) }, `00b00102000100${'00'.repeat(256)}`],
    [
      'little data, much expected',
      { ...header, data: Uint8Array.of(7), expects: 300 },
      '00b0010200000107012c',
    ],
  ])('when it has %s, then it is written so, and read back', (_, command, bytes) => {
    expect(hex(command)).toBe(bytes);
    expect(readCommand(commandBytes(command))).toEqual(command);
  });

  it.each([
    ['too long data', () => commandBytes({ ...header, data: zeros(65_536) })],
    ['nothing expected, said as a number', () => commandBytes({ ...header, expects: 0 })],
    ['more expected than there can be', () => commandBytes({ ...header, expects: 65_537 })],
    ['long data over T=0', () => forT0({ ...header, data: zeros(256) })],
  ])('when it has %s, then it is no command', (_, make) => {
    expect(make).toThrow(RangeError);
  });

  it.each(['', '00b001', '00b00102000002ff', '00b001020501', '00b001020000'])(
    'when the bytes are %s, then they are refused',
    (bytes) => {
      expect(() => readCommand(Buffer.from(bytes, 'hex'))).toThrow(RangeError);
    },
  );

  it('when it goes over T=0, then data goes alone and the answer is fetched afterwards', () => {
    expect(forT0({ ...header, data: Uint8Array.of(1), expects: 256 })).toEqual({
      ...header,
      data: Uint8Array.of(1),
    });
    expect(forT0({ ...header, expects: 65_536 })).toEqual({ ...header, expects: 256 });
    expect(forT0(header)).toEqual(header);
  });
});

describe('Given an answer', () => {
  it('when it is split, then data and status word stand apart', () => {
    expect(readAnswer(Buffer.from('01026282', 'hex'))).toEqual({
      data: Buffer.from('0102', 'hex'),
      status: 0x6282,
    });
    expect(() => readAnswer(Uint8Array.of(0x90))).toThrow(RangeError);
  });

  it.each([
    [0x0c, 0x00],
    [0x02, 0x02],
    [0x45, 0x45],
    [0x65, 0x45],
  ])('when the rest of an answer to class %i is fetched, then only the channel is kept', (cla, kept) => {
    expect(getResponse(cla, 0)).toEqual({ cla: kept, ins: 0xc0, p1: 0, p2: 0, expects: 256 });
  });
});

it.each([
  ['3b8f8001804f0ca0000003060300030000000068', true],
  ['3b888001000000009181c10040', true],
  ['3b80800101', true],
  ['3b021450', false],
  ['3b7f9600008031b865b0850300ef1200f6829000', false],
  ['3f8f8001', false],
  ['', false],
])('Given the answer to reset %s, then it stands for a card over the air: %s', (atr, contactless) => {
  expect(isContactless(Buffer.from(atr, 'hex'))).toBe(contactless);
});
