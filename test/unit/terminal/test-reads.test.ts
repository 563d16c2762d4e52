import { describe, expect, it } from 'vitest';
import type { EventMessage } from '../../../shared/contract/events';
import { TEST_CODE } from '../../../shared/framing/test-code';
import { TestReads } from '../../../main/terminal/test-reads';

const reader = { id: 'hid:1', kind: 'hid-pos' as const, name: 'Scanner' };

function opened() {
  let at = 0;
  const heard: EventMessage[] = [];
  const tests = new TestReads({ monotonic: () => at, emit: (message) => heard.push(message) }, () => []);
  return { tests, heard, wait: (milliseconds: number) => (at += milliseconds) };
}

describe('Given somebody who tries a reader out', () => {
  it('when the time is over or it is ended, then reads are what they were', () => {
    const { tests, wait } = opened();
    expect(tests.open).toBe(false);
    tests.holdFor(30);
    expect(tests.open).toBe(true);
    wait(29_999);
    expect(tests.open).toBe(true);
    wait(1);
    expect(tests.open).toBe(false);
    tests.holdFor(30);
    tests.holdFor(0);
    expect(tests.open).toBe(false);
  });

  it('when the test code is read, then it is shown as it arrived', () => {
    const { tests, heard } = opened();
    tests.take(reader, { type: 'text', text: TEST_CODE }, ']Q1', 1_200);
    expect(heard).toEqual([
      {
        event: 'test-read',
        payload: {
          reader,
          symbology: ']Q1',
          micros: 1_200,
          characters: TEST_CODE.length,
          bytes: TEST_CODE.length,
          raw: { text: TEST_CODE, hex: Buffer.from(TEST_CODE).toString('hex') },
        },
      },
    ]);
  });

  it('when somebody’s own document is read, then its size and its format are told and nothing of it', () => {
    const { tests, heard } = opened();
    const lines =
      'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10';
    tests.take(reader, { type: 'text', text: lines }, undefined, undefined);
    expect(heard[0]).toMatchObject({ payload: { characters: 89, format: 'mrz' } });
    expect(JSON.stringify(heard)).not.toContain('ERIKSSON');
  });

  it('when it is a payment card, nothing or no code at all, then the reason is told', () => {
    const { tests, heard } = opened();
    tests.take(reader, { type: 'withheld', reason: 'payment-code' }, undefined, undefined);
    tests.take(reader, { type: 'text', text: ' ' }, undefined, undefined);
    tests.take(reader, { type: 'text', text: '134567890123456789' }, undefined, undefined);
    tests.take(reader, { type: 'bytes', bytesBase64: '/////w==' }, undefined, undefined);
    const reasons = heard.map((m) => (m.event === 'test-read' ? m.payload.reason : undefined));
    expect(reasons).toEqual(['payment-code', 'unreadable', 'payment-code', 'unknown-code']);
  });
});
