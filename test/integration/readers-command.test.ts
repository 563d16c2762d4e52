import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SCANNER_DESCRIPTOR, scanReports } from '../../main/readers/simulated';
import { udevRulesFile } from '../../main/readers/udev-rules-file';
import { TEST_CODE } from '../../shared/framing/test-code';
import { executableOverFakeBus, hasFakeBus } from '../support/usb/fake-bus';

const CLI = path.resolve('dist/main/cli.js');
const SCANNER = {
  vendorId: 0x05e0,
  productId: 0x1900,
  manufacturer: 'ACME',
  product: 'HID POS Scanner',
  serial: 'SN0001',
  descriptor: SCANNER_DESCRIPTOR,
};

/** The command with a bus of its own, line by line. */
async function onBus(...args: string[]) {
  const program = executableOverFakeBus(process.execPath);
  const command = spawn(program.executable, [CLI, 'readers', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    command.kill('SIGKILL');
    program.remove();
  });
  const lines = createInterface({ input: command.stdout })[Symbol.asyncIterator]();
  const bus = await program.bus();
  const next = async (): Promise<unknown> => {
    const line = JSON.parse(String((await lines.next()).value)) as unknown;
    return isService(line) ? next() : line;
  };
  return { bus, command, next };
}

/** Whether this machine has the smart card service is its own affair. */
const isService = (line: unknown) =>
  typeof line === 'object' && line !== null && 'id' in line && String(line.id).startsWith('transport:');

const ended = async (command: ChildProcess) =>
  command.exitCode ?? ((await once(command, 'exit')) as [number | null])[0];

describe.skipIf(!hasFakeBus())('Given the command readers (skipped where umockdev is absent)', () => {
  it('when nothing is plugged in, then list says so and ends', async () => {
    const { next, command } = await onBus('list', '--json');
    const listed = await next();
    expect(Array.isArray(listed) && listed.filter((line) => !isService(line))).toEqual([]);
    expect(await ended(command)).toBe(0);
  });

  it('when it watches, then a scanner that comes and goes is a line each time', async () => {
    const { bus, next, command } = await onBus('watch', '--json');
    await bus.plug('hidraw0', SCANNER);
    const scanner = {
      id: expect.stringContaining('hidraw0'),
      kind: 'hid-pos',
      vendor: 'ACME',
      product: 'HID POS Scanner',
      serial: 'SN0001',
      driver: 'hid-pos',
    };
    expect(await next()).toEqual({ ...scanner, state: 'opening' });
    expect(await next()).toEqual({ ...scanner, state: 'live' });
    await bus.unplug('hidraw0');
    expect(await next()).toEqual({ ...scanner, state: 'gone' });
    command.kill('SIGTERM');
    expect(await ended(command)).toBe(0);
  });

  it('when it tests, then the test code is shown, and of any other code its length alone', async () => {
    const { bus, next, command } = await onBus('test', '--count', '2', '--json');
    await bus.plug('hidraw0', SCANNER);
    await bus.send('hidraw0', [...scanReports(TEST_CODE), ...scanReports('Somebody’s own code', ']Q2')]);
    const read = { type: 'read', content: 'text', micros: expect.any(Number), reader: expect.any(String) };
    expect(await next()).toEqual({
      ...read,
      symbology: ']Q1',
      characters: TEST_CODE.length,
      text: TEST_CODE,
    });
    expect(await next()).toEqual({ ...read, symbology: ']Q2', characters: 19 });
    expect(await ended(command)).toBe(0);
  });

  it('when a read comes to nothing, then that is said and the exit status is 1', async () => {
    const { bus, next, command } = await onBus('test', '--count', '1', '--json');
    await bus.plug('hidraw0', SCANNER);
    await bus.send('hidraw0', scanReports('x'.repeat(500)).slice(0, 2));
    await bus.unplug('hidraw0');
    expect(await next()).toMatchObject({ type: 'error', code: 'read-incomplete' });
    expect(await ended(command)).toBe(1);
  });
});

describe('Given the udev rules', () => {
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, [CLI, 'readers', 'setup', ...args]);

  it('when they are printed, then they are what ships with the packages', async () => {
    const { stdout } = await run('--dry-run');
    expect(stdout).toBe(udevRulesFile());
    expect(readFileSync('build/linux/60-vestibule-readers.rules', 'utf8')).toBe(stdout);
  });

  it('when they are installed into a system image, then they are there and are read by everybody', async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'vestibule-root-'));
    onTestFinished(() => rmSync(root, { recursive: true }));
    const file = path.join(root, 'etc/udev/rules.d/60-vestibule-readers.rules');
    const { stdout } = await run('--root', root, '--json');
    expect(JSON.parse(stdout)).toEqual({ file, rules: udevRulesFile(), installed: true, applied: false });
    expect(readFileSync(file, 'utf8')).toBe(udevRulesFile());
  });

  it('when this user may not write there, then it says who may and the exit status is 3', async () => {
    const failure: unknown = await run('--root', CLI).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ code: 3, stderr: expect.stringContaining('sudo') });
  });
});
