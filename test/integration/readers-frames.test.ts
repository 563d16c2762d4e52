import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { addFrames } from '../../main/cli/frames';
import { type SimulatedCard } from '../../main/readers/host-contract';
import { samRequest } from '../../main/readers/framing/sam-v';
import { SimulatedSam, scanReports } from '../../main/readers/simulated';
import { residentCards } from '../../main/training/resident-cards';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vestibule-frames-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  process.exitCode = 0;
  vi.restoreAllMocks();
});

/** Runs `vestibule frames` on a recording and answers its lines and its exit status. */
async function frames(framing: string, recording: string | string[]) {
  const file = path.join(folder, 'recording.txt');
  writeFileSync(file, Array.isArray(recording) ? recording.join('\n') : recording);
  const lines: unknown[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(JSON.parse(String(text)));
    return true;
  });
  const program = new Command().exitOverride();
  addFrames(program);
  process.exitCode = undefined;
  await program.parseAsync(['frames', framing, file], { from: 'user' });
  vi.restoreAllMocks();
  return { lines, exit: process.exitCode };
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('Given recorded reports of a scanner', () => {
  it('when two codes are in them, then each is printed with its symbology, the same code twice', async () => {
    const text = 'HC1:6BFOXN*TS0BI$ZD+'.repeat(9);
    const reports = [...scanReports(text), ...scanReports(text)].map(hex);
    expect(await frames('hid-pos', reports)).toEqual({
      lines: [
        { type: 'presentation', text, symbology: ']Q1' },
        { type: 'presentation', text, symbology: ']Q1' },
      ],
      exit: 0,
    });
  });

  it('when a code is not text, then its bytes are printed', async () => {
    const report = new Uint8Array(64);
    report.set([2, 2, 0x5d, 0x51, 0x31, 0xff, 0x00]);
    const { lines } = await frames('hid-pos', [hex(report)]);
    expect(lines).toEqual([{ type: 'presentation', bytesBase64: '/wA=', symbology: ']Q1' }]);
  });

  it('when the recording ends in the middle, or holds garbage, then that is said and the exit status is 1', async () => {
    const [half] = scanReports('x'.repeat(90));
    const recording = ['not hex', '0304', '', hex(half ?? new Uint8Array(0))];
    expect(await frames('hid-pos', recording)).toEqual({
      lines: [
        { type: 'error', code: 'frame-invalid' },
        { type: 'error', code: 'frame-invalid' },
        { type: 'error', code: 'read-incomplete' },
      ],
      exit: 1,
    });
  });
});

describe('Given a recorded card reader', () => {
  /** An invented person. */
  const fields: [number, string][] = [
    [0, '王小样'],
    [30, '2'],
    [32, '01'],
    [36, '19900307'],
    [52, '样例市样例路1号'],
    [122, '110101199003070021'],
    [158, '样例市公安局'],
    [188, '20200101'],
    [204, '长期'],
  ];
  const text = Buffer.from(' '.repeat(128), 'utf16le');
  for (const [offset, value] of fields) text.write(value, offset, 'utf16le');
  const card: SimulatedCard = {
    textBase64: text.toString('base64'),
    photoBase64: Buffer.alloc(1_024).toString('base64'),
    samId: '05.03-20150101-0001096475-0348652165',
  };
  const recorded = (laid: SimulatedCard) => {
    const sam = new SimulatedSam();
    sam.lay(laid);
    const { find, select, readWithFingerprint, readBase, readAddress, samId } = samRequest;
    return [find, select, readWithFingerprint, readBase, readAddress, samId].map((request) =>
      sam.answer(request).map(hex),
    );
  };

  it('when the whole dialogue is in it, cut into pieces, then the card is printed whole and unmasked', async () => {
    const addressBase64 = Buffer.from('迁址路8号'.padEnd(35, ' '), 'utf16le').toString('base64');
    expect(await frames('sam-v', recorded({ ...card, addressBase64 }).flat())).toEqual({
      lines: [
        {
          type: 'presentation',
          card: expect.objectContaining({
            layout: 'resident',
            name: '王小样',
            number: '110101199003070021',
            sex: 'female',
            birth: '1990-03-07',
            address: '迁址路8号',
            issuer: '样例市公安局',
            from: '2020-01-01',
            to: 'long-term',
            samId: card.samId,
          }),
        },
      ],
      exit: 0,
    });
  });

  it('when a card of each layout was read, then each is printed with what its layout holds', async () => {
    const lines: unknown[] = [];
    for (const { textRecord, photo, samId } of residentCards) {
      const [textBase64, photoBase64] = [textRecord, photo].map((b) => Buffer.from(b).toString('base64'));
      const laid = { textBase64: textBase64 ?? '', photoBase64: photoBase64 ?? '', samId };
      lines.push(...(await frames('sam-v', recorded(laid).flat())).lines);
    }
    expect(lines).toMatchObject([
      { card: { layout: 'resident', name: '沈若岚', sex: 'female', birth: '1988-02-29', to: '2039-06-01' } },
      { card: { layout: 'hk-macao-taiwan', name: '黎卓言', passNumber: 'H09900117', issueCount: '02' } },
      {
        card: { layout: 'foreigner-2017', name: '金拉斐', latinName: 'QUINTERO, RAFAEL', nationality: 'ESP' },
      },
      {
        card: { layout: 'foreigner-2023', name: '傅安娜', latinName: 'VOGT, ANNELIESE', nationality: 'DEU' },
      },
    ]);
  });

  it('when only the record is in it, then the card has the address printed on it', async () => {
    const [, , , record] = recorded(card);
    const { lines } = await frames('sam-v', record ?? []);
    expect(lines).toMatchObject([{ card: { name: '王小样', address: '样例市样例路1号' } }]);
  });

  it('when the module refuses, a frame is bent or cut, then each is said', async () => {
    expect(
      await frames('sam-v', ['AAAAAA9669000400003236', 'AAAAAA9669000400008085', 'AAAAAA966905']),
    ).toEqual({
      lines: [
        { type: 'error', code: 'card-not-authentic' },
        { type: 'error', code: 'frame-invalid' },
        { type: 'error', code: 'read-incomplete' },
      ],
      exit: 1,
    });
  });

  it('when the module knows a command at no point, then that is said', async () => {
    expect((await frames('sam-v', ['AAAAAA9669000400002125'])).lines).toEqual([
      { type: 'error', code: 'reader-failed' },
    ]);
  });

  it('when it is nothing but noise, then that is said', async () => {
    expect((await frames('sam-v', ['00112233'])).lines).toEqual([{ type: 'error', code: 'frame-invalid' }]);
  });
});

describe('Given recorded keys', () => {
  const typed = (text: string, gap: number, start = 0) =>
    [...text].map((key, index) => `${start + index * gap}\t${key}`);

  it('when a scanner typed and then a person, then one presentation is printed', async () => {
    const recording = [...typed('EID1-4F7K', 8), '80\tEnter', ...typed('Room 12', 130, 2_000), '4000\tEnter'];
    expect(await frames('wedge', recording)).toEqual({
      lines: [{ type: 'presentation', text: 'EID1-4F7K' }],
      exit: 0,
    });
  });

  it('when a code is too large or holds control characters, then that is said', async () => {
    const recording = [
      ...typed('x1'.repeat(5_000), 1),
      '10001\tEnter',
      ...typed('ABCDEFG\u001dH', 5, 20_000),
    ];
    expect((await frames('wedge', recording)).lines).toEqual([
      { type: 'error', code: 'too-large' },
      { type: 'error', code: 'frame-invalid' },
    ]);
  });

  it('when a line is no key, then that is said', async () => {
    expect((await frames('wedge', 'what')).lines).toEqual([{ type: 'error', code: 'frame-invalid' }]);
  });
});

describe('Given recorded swipes', () => {
  it('when one is a payment card, then it is refused and its number is nowhere', async () => {
    const report = new Uint8Array(337);
    const track = ';4111111111111111=27011010000?';
    report[4] = track.length;
    report.set(Buffer.from(track), 117);
    expect(await frames('magstripe', hex(report))).toEqual({
      lines: [{ type: 'error', code: 'payment-code' }],
      exit: 1,
    });
  });
});

describe('Given wrong use', () => {
  it('when the framing is unknown, then commander refuses', async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    await expect(frames('punched-tape', '')).rejects.toMatchObject({ code: 'commander.invalidArgument' });
  });

  it('when the file is not there, then the exit status is 3', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue(undefined);
    const program = new Command().exitOverride();
    addFrames(program);
    await program.parseAsync(['frames', 'wedge', path.join(folder, 'absent.txt')], { from: 'user' });
    expect(process.exitCode).toBe(3);
    expect(said.mock.calls.flat().join()).toContain('file-unreadable');
  });
});
