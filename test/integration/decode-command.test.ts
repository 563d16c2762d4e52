import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { encode as encodePng } from 'fast-png';
import { encode as encodeJpeg } from 'jpeg-js';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawQr } from '../../shared/decoding/draw-qr';
import { pictureOfModules } from '../../shared/decoding/module-picture';
import { ABSENT, hasVectors, vectorPath } from '../support/vectors';

const TEXT = 'HC1:vestibule.example 测试';

let folder: string;
const at = (name: string) => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vestibule-decode-'));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: 'test/support/decode-command.ts', outDir: at('command'), minify: false },
  });
  const { width, height, luminance } = pictureOfModules(drawQr(TEXT).modules, 3);
  const rgba = Uint8Array.from({ length: luminance.length * 4 }, (_, index) =>
    index % 4 === 3 ? 255 : (luminance[index >> 2] ?? 0),
  );
  await writeFile(at('code.png'), encodePng({ width, height, data: luminance, channels: 1, depth: 8 }));
  await writeFile(at('code.jpg'), encodeJpeg({ width, height, data: rgba }, 80).data);
  const blank = new Uint8Array(64 * 64).fill(200);
  await writeFile(at('blank.png'), encodePng({ width: 64, height: 64, data: blank, channels: 1, depth: 8 }));
  await writeFile(at('letter.txt'), 'not an image');
});

afterAll(async () => rm(folder, { recursive: true, force: true }));

/** Runs the command as a process of its own, as an installer would. */
async function decode(...args: string[]): Promise<{ status: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [at('command/decode-command.js'), 'decode', ...args]);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, out, err })));
}

describe('vestibule decode', () => {
  test.each(['code.png', 'code.jpg'])(
    'Given %s, when it is decoded, then one JSON object holds text and bytes and the status is 0',
    async (name) => {
      const { status, out, err } = await decode(at(name), '--json');
      expect([status, err]).toEqual([0, '']);
      expect(JSON.parse(out)).toEqual({
        file: at(name),
        found: true,
        located: true,
        format: 'qr',
        text: TEXT,
        bytesBase64: Buffer.from(TEXT).toString('base64'),
        symbology: ']Q1',
        pass: 'first',
        ms: expect.any(Number),
      });
    },
  );

  test('Given an image without a code among others, when they are decoded, then an array comes and the status is 1', async () => {
    const { status, out } = await decode(at('code.png'), at('blank.png'), '--json');
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject([
      { found: true },
      { file: at('blank.png'), found: false, located: false },
    ]);
  });

  test('Given only other formats are asked for, when a QR code is decoded, then it is not found', async () => {
    const { status, out } = await decode(at('code.png'), '--format', 'pdf417,DataMatrix', '--json');
    expect([status, JSON.parse(out)]).toMatchObject([1, { found: false }]);
  });

  test('Given a file that is no image, when it is decoded with another, then it is named and the status is 3', async () => {
    const { status, out, err } = await decode(at('letter.txt'), at('missing.png'), at('code.png'), '--json');
    expect(status).toBe(3);
    expect(err).toContain(`file-unreadable: ${at('letter.txt')}`);
    expect(err).toContain(`file-unreadable: ${at('missing.png')}`);
    const error = { code: 'file-unreadable' };
    expect(JSON.parse(out)).toMatchObject([
      { file: at('letter.txt'), error },
      { file: at('missing.png'), error },
      { file: at('code.png'), text: TEXT },
    ]);
    const alone = await decode(at('missing.png'), '--json');
    expect([alone.status, JSON.parse(alone.out)]).toMatchObject([3, { file: at('missing.png'), error }]);
  });

  test.each([[], ['--format', 'ean13', 'x.png'], ['--wrong', 'x.png']].map((args) => ({ args })))(
    'Given $args, when it is used so, then the status is 2 and nothing is on standard output',
    async ({ args }) => expect(await decode(...args)).toMatchObject({ status: 2, out: '' }),
  );

  test('Given no --json, when a code is decoded, then a person can read it', async () => {
    expect((await decode(at('code.png'))).out).toMatch(/code\.png: qr \(first, \d+ ms\)\nHC1:vestibule/);
  });

  test('Given --help, when it is asked, then there is an example', async () => {
    expect(await decode('--help')).toMatchObject({ status: 0, out: expect.stringContaining('Example:') });
  });

  test.skipIf(!hasVectors)(
    hasVectors
      ? 'Given one part of a code in four, when it is decoded, then it says which parts are missing'
      : `Parts of a code (${ABSENT})`,
    async () => {
      const { status, out } = await decode(vectorPath('images', 'zxing-cpp-qrcode-7', '01-02.png'), '--json');
      expect(status).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ found: true, parts: { have: [2], of: 4, missing: [1, 3, 4] } });
    },
  );
});
