import { describe, expect, it } from 'vitest';
import { launchTerminal } from '../support/launch';
import { Counter, signed } from './counter';

describe('a page that turned hostile', () => {
  it('Given a flood of misshapen, oversize and unknown calls, when it is over, then nothing ran, nothing died and the desk works on', async () => {
    await using terminal = await launchTerminal();
    const counter = new Counter(terminal.page);
    await counter.ready();
    const before = (await counter.call('state.read', {})).journal.entries;
    const processes = () =>
      terminal.app.evaluate(({ app }) =>
        app
          .getAppMetrics()
          .filter(({ name }) => name?.startsWith('Vestibule'))
          .map(({ pid }) => pid)
          .sort(),
      );
    const alive = await processes();

    const codes = await terminal.page.evaluate(async () => {
      const call = Reflect.get(window.vestibule, 'call') as (
        name: unknown,
        request: unknown,
      ) => Promise<unknown>;
      const circular: Record<string, unknown> = {};
      circular['self'] = circular;
      const deep = JSON.parse('['.repeat(5_000) + ']'.repeat(5_000)) as unknown;
      const attacks: [unknown, unknown][] = [
        ['state.read', 'x'],
        ['constructor', {}],
        ['toString', {}],
        ['settings.write', JSON.parse('{"__proto__":{"volume":1},"volume":9}')],
        ['settings.write', { language: 'xx' }],
        ['present', { reader: 'keyboard', text: 'x'.repeat(30_000_000) }],
        ['present', { reader: 'keyboard', bytesBase64: '!' }],
        ['present', { reader: '../../etc/passwd', text: 'x' }],
        ['check-in', circular],
        ['check-in', deep],
        ['guests.page', { search: 'x'.repeat(1_000_000) }],
        ['void', { entry: "'; DROP TABLE entries; --", reason: 'x' }],
        ['enrolment.enrol', { authority: 'file:///etc/passwd', code: 'x', signingKey: 'x' }],
        ['enrolment.look-up', { authority: 'javascript:alert(1)' }],
        ['diagnostics.make', { versions: { x: 'y'.repeat(10_000) } }],
        ['journal.export', { grant: '00000000-0000-4000-8000-000000000000', format: 'csv' }],
        [null, null],
        [Symbol.iterator.toString(), new Uint8Array(1_000_000)],
      ];
      const outcome = async ([name, request]: [unknown, unknown]) => {
        try {
          const answer = (await call(name, request)) as { ok: boolean; error?: { code: string } };
          return answer.ok ? 'ok' : (answer.error?.code ?? 'no code');
        } catch {
          // What cannot be cloned never leaves the page.
          return 'not sent';
        }
      };
      const told = await Promise.all(attacks.map(outcome));
      const flood = await Promise.all(
        Array.from({ length: 5_000 }, (_, index) => outcome([`no.such.call.${index}`, { index }])),
      );
      return { told, flood: [...new Set(flood)] };
    });
    expect(codes.flood).toEqual(['unknown-command']);
    expect(codes.told.filter((code) => code === 'ok' || code === 'no code')).toEqual([]);
    expect(new Set(codes.told)).toContain('bad-request');

    expect(await processes()).toEqual(alive);
    expect((await counter.call('state.read', {})).journal.entries).toBe(before);
    expect((await counter.call('settings.read', {})).volume).toBe(0.6);
    expect(await counter.present((await counter.sample(signed)).id)).toBe('verified');
    await counter.checkIn('412');
  });

  it('Given addresses that are none, of another host or outside of the pages, when a page asks for them, then each is answered with not found and the pages are served on', async () => {
    await using terminal = await launchTerminal();
    await new Counter(terminal.page).ready();
    const statuses = await terminal.page.evaluate(async () => {
      const status = async (address: string) =>
        (await fetch(address, { signal: AbortSignal.timeout(5_000) })).status;
      return Promise.all(
        ['/%', '/%E0%A4%A', '/window/%00', '/..%2f..%2fpackage.json', '/', '/window/index.html'].map((path) =>
          status(path).catch(String),
        ),
      );
    });
    expect(statuses).toEqual([404, 404, 404, 404, 404, 200]);
    // The page's own policy lets it ask no other host: so the shell asks.
    const elsewhere = await terminal.app.evaluate(async ({ session }) => {
      const { status } = await session.defaultSession.fetch('app://elsewhere/window/index.html');
      return status;
    });
    expect(elsewhere).toBe(404);
    expect(terminal.output()).not.toContain('URIError');
  });
});
