import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type RunningTerminal, launchTerminal } from '../support/launch';
import { Counter } from './counter';

/** Electron's own list (electronjs.org/docs/latest/tutorial/security), point by point, on the running program. */
describe('Electron’s security checklist', () => {
  let terminal: RunningTerminal;
  beforeAll(async () => {
    terminal = await launchTerminal();
    await new Counter(terminal.page).ready();
  });
  afterAll(() => terminal[Symbol.asyncDispose]());

  const preferences = () =>
    terminal.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => {
        // Not in Electron's types, and the only place where what is really in force can be read.
        const read = Reflect.get(contents, 'getLastWebPreferences') as () => Record<string, unknown>;
        return read.call(contents);
      }),
    );

  it('Given points 1, 15 and 18, when the window is open, then everything in it came from our own protocol and nothing from a network or a file', async () => {
    const loaded = await terminal.page.evaluate(() => [
      location.href,
      ...performance.getEntriesByType('resource').map(({ name }) => name),
    ]);
    expect(loaded.filter((url) => !/^(app:\/\/terminal\/|blob:app:\/\/terminal\/|data:)/.test(url))).toEqual(
      [],
    );
    const shell = readFileSync('dist/main/shell.js', 'utf8');
    expect(shell).not.toMatch(/openExternal|loadFile\(|file:\/\//);
  });

  it('Given points 2, 3, 4, 6, 8, 9, 10 and 11, when the preferences in force are read, then no window has more than a web page has', async () => {
    const all = await preferences();
    expect(all.length).toBeGreaterThan(0);
    for (const each of all) {
      expect(each).toMatchObject({ sandbox: true, contextIsolation: true });
      for (const off of [
        'nodeIntegration',
        'nodeIntegrationInWorker',
        'nodeIntegrationInSubFrames',
        'allowRunningInsecureContent',
        'experimentalFeatures',
        'webviewTag',
        'enableBlinkFeatures',
      ])
        expect([off, each[off] || false]).toEqual([off, false]);
      expect(each['webSecurity']).not.toBe(false);
    }
  });

  it('Given point 5, when a page asks for anything but its camera, then it is denied', async () => {
    const states = await terminal.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'microphone', 'midi', 'clipboard-read', 'camera'];
      const asked = names.map(async (name) => {
        const { state } = await navigator.permissions.query({ name: name as PermissionName });
        return [name, state] as const;
      });
      return Object.fromEntries(await Promise.all(asked));
    });
    expect(states).toEqual({
      geolocation: 'denied',
      notifications: 'denied',
      microphone: 'denied',
      midi: 'denied',
      'clipboard-read': 'denied',
      camera: 'granted',
    });
    const devices = await terminal.page.evaluate(() =>
      (Reflect.get(navigator, 'hid') as { requestDevice(asked: object): Promise<unknown[]> })
        .requestDevice({ filters: [] })
        .then(
          (found) => found.length,
          () => 0,
        ),
    );
    expect(devices).toBe(0);
  });

  it('Given point 7, when the page is served, then its policy allows nothing that is not ours, as a header and in the page', async () => {
    const policy = await terminal.page.evaluate(async () => {
      const answer = await fetch(location.href);
      const meta = document.querySelector('meta[http-equiv="Content-Security-Policy"]');
      return [answer.headers.get('content-security-policy') ?? '', meta?.getAttribute('content') ?? ''];
    });
    for (const text of policy) {
      expect(text).toContain("default-src 'none'");
      expect(text).toContain("require-trusted-types-for 'script'");
      expect(text).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')/);
    }
  });

  it('Given points 12, 13 and 14, when a page embeds, leaves or opens something, then it stays where it is', async () => {
    const { page, app } = terminal;
    const windows = app.windows().length;
    const embedded = await page.evaluate(async () => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'https://example.invalid/');
      document.body.append(view);
      const frame = document.createElement('iframe');
      frame.src = 'https://example.invalid/';
      document.body.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const reached = frame.contentDocument?.body.childElementCount ?? 0;
      view.remove();
      frame.remove();
      return { view: 'getWebContentsId' in view, reached };
    });
    expect(embedded).toEqual({ view: false, reached: 0 });
    await page.evaluate(() => {
      window.open('https://example.invalid/');
      location.assign('file:///etc/passwd');
    });
    await page.waitForTimeout(300);
    expect(page.url()).toMatch(/^app:\/\/terminal\//);
    expect(app.windows()).toHaveLength(windows);
  });

  it('Given points 16 and 19, when the program is packaged, then it is the pinned Electron, with the fuses that close its side doors', async () => {
    const { devDependencies } = JSON.parse(await readFile('package.json', 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
    const { electronFuses } = parse(await readFile('electron-builder.yml', 'utf8')) as {
      electronFuses: object;
    };
    expect(electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('Given points 17 and 20, when somebody else than our page calls, then nothing answers, and the bridge has two doors and no more', async () => {
    expect(await terminal.page.evaluate(() => Object.keys(window.vestibule).sort())).toEqual([
      'call',
      'listen',
    ]);
    const answer = await terminal.app.evaluate(async ({ BrowserWindow }, preload) => {
      const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await foreign.loadURL('data:text/html,<title>foreign</title>');
      const said: unknown = await foreign.webContents.executeJavaScript(
        "window.vestibule.call('state.read', {}).then((answer) => JSON.stringify(answer))",
      );
      foreign.destroy();
      return said;
    }, path.resolve('dist/preload/preload.cjs'));
    expect(JSON.parse(String(answer))).toMatchObject({ ok: false, error: { code: 'not-permitted' } });
  });
});
