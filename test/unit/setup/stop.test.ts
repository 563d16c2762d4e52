import { parseArgs } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import { Stop, script } from '../../../scripts/setup/stop.mjs';

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

test('Given a script with an option that it does not have, when it runs, then that is told in words, with the status of wrong use', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await script(
    async () => void parseArgs({ args: ['--share=10', '--colour'], options: { share: { type: 'string' } } }),
  );
  expect(process.exitCode).toBe(2);
  expect(said.mock.calls.join()).toContain("Unknown option '--colour'");
});

test('Given a script that stops, when it runs, then its words and its status are told', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await script(() => Promise.reject(new Stop('Bring the disk.')));
  expect([process.exitCode, said.mock.calls.join()]).toEqual([3, '\nBring the disk.']);
});
