import { describe, expect, it } from 'vitest';
import { launchTerminal } from '../support/launch';
import { Counter } from './counter';

describe('the window is shut tight', () => {
  it('Given the counter window, when a page tries to leave, open windows, evaluate text or reach the network, then none of it works', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    await new Counter(page).ready();
    const seen = await page.evaluate(() => ({
      require: typeof Reflect.get(globalThis, 'require'),
      process: typeof Reflect.get(globalThis, 'process'),
      bridge: Object.keys(window.vestibule).sort(),
      secure: isSecureContext,
    }));
    expect(seen).toEqual({
      require: 'undefined',
      process: 'undefined',
      bridge: ['call', 'listen'],
      secure: true,
    });
    expect(await page.evaluate(() => window.open('https://example.invalid') === null)).toBe(true);
    const before = page.url();
    await page.evaluate(() => void (location.href = 'https://example.invalid/'));
    await page.waitForTimeout(300);
    expect(page.url()).toBe(before);
    // The debugger lifts the policy for code it evaluates itself, so the page runs these on its own, a moment later.
    const own = await page.evaluate(
      () =>
        new Promise<Record<string, string>>((done) => {
          setTimeout(async () => {
            const attempt = async (work: () => unknown) => {
              try {
                await work();
                return 'worked';
              } catch (thrown) {
                return thrown instanceof Error ? thrown.name : 'threw';
              }
            };
            // Without the policy nobody answers at that address either: that it was the policy, it says itself.
            let stopped = '';
            document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
              if (blockedURI.includes('example.invalid')) stopped = effectiveDirective;
            });
            done({
              eval: await attempt(() => Reflect.get(globalThis, 'eval')('1+1')),
              network: await attempt(() => fetch('https://example.invalid/')),
              html: await attempt(() => document.body.insertAdjacentHTML('beforeend', '<b>x</b>')),
              wasm: await attempt(() => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))),
              stopped,
            });
          }, 10);
        }),
    );
    expect(own).toEqual({
      eval: 'EvalError',
      network: 'TypeError',
      html: 'TypeError',
      wasm: 'worked',
      stopped: 'connect-src',
    });
  });

  it('Given the bridge, when a call is unknown or misshapen, then it is answered with a typed error and nothing runs', async () => {
    await using terminal = await launchTerminal();
    const counter = new Counter(terminal.page);
    await counter.ready();
    const answers = await terminal.page.evaluate(async () => {
      const call = Reflect.get(window.vestibule, 'call') as (
        name: unknown,
        request: unknown,
      ) => Promise<unknown>;
      return [
        await call('journal.erase', {}),
        await call('__proto__', {}),
        await call('void', { entry: 'x', reason: '' }),
        await call('settings.write', { volume: 7 }),
        await call(42, null),
      ];
    });
    expect(answers.map((answer) => (answer as { error?: { code: string } }).error?.code)).toEqual([
      'unknown-command',
      'unknown-command',
      'bad-request',
      'bad-request',
      'unknown-command',
    ]);
  });
});
