import { readFileSync, readdirSync } from 'node:fs';
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
    // Where there is no microphone nobody is asked whether it may be used.
    terminal = await launchTerminal({ args: ['--use-fake-device-for-media-stream'] });
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
    // What the shell loads later is built apart.
    const built = readdirSync('dist/main', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.js'),
    );
    const openers = built.filter((file) =>
      /openExternal|\bloadFile\(/.test(readFileSync(path.join('dist/main', file), 'utf8')),
    );
    expect(built.length).toBeGreaterThan(5);
    expect(openers).toEqual([]);
  });

  it('Given points 2, 3, 4, 6, 8, 9, 10 and 11, when the preferences in force are read, then no window has more than a web page has', async () => {
    // Every window is made in one place, also those that nobody sees: what is read here is in force for all of them.
    const shell = readdirSync('main/shell').map((file) => path.join('main/shell', file));
    const makers = shell.filter((file) => readFileSync(file, 'utf8').includes('new BrowserWindow('));
    expect(makers).toEqual([path.join('main/shell', 'page-window.ts')]);
    await new Counter(terminal.page).call('customer.open', {});
    const all = await preferences();
    expect(all).toHaveLength(2);
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
    const switches = await terminal.app.evaluate(({ app }) =>
      [
        'no-sandbox',
        'disable-web-security',
        'allow-running-insecure-content',
        'ignore-certificate-errors',
        'enable-experimental-web-platform-features',
        'enable-blink-features',
      ].filter((name) => app.commandLine.hasSwitch(name)),
    );
    expect(switches).toEqual([]);
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
    // What is asked for is another door than what is looked up.
    const asked = await terminal.page.evaluate(async () => {
      const denied = (promise: Promise<unknown>) =>
        promise.then(
          (got) => String(got),
          (thrown: unknown) => (thrown instanceof Error ? thrown.name : 'denied'),
        );
      const place = new Promise((resolve, reject) => {
        navigator.geolocation.getCurrentPosition(resolve, ({ code }) =>
          code === GeolocationPositionError.PERMISSION_DENIED ? reject(new Error()) : resolve(code),
        );
      });
      return Promise.all([
        Notification.requestPermission(),
        denied(navigator.mediaDevices.getUserMedia({ audio: true })),
        denied(navigator.mediaDevices.getUserMedia({ audio: true, video: true })),
        denied(navigator.requestMIDIAccess({ sysex: true })),
        denied(navigator.clipboard.readText()),
        denied(place),
      ]);
    });
    expect(asked).toEqual([
      'denied',
      'NotAllowedError',
      'NotAllowedError',
      expect.stringMatching(/^(NotAllowed|Security)Error$/),
      'NotAllowedError',
      'Error',
    ]);
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

  it('Given point 7, when a page is served, then its policy allows nothing that is not ours, as a header and in the page', async () => {
    const policies = await terminal.page.evaluate(async () => {
      const pages = await Promise.all(
        ['/window/index.html', '/customer/index.html'].map((page) => fetch(page)),
      );
      const written = await Promise.all(
        pages.map(async (page) => {
          const [, policy = ''] =
            /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(await page.text()) ?? [];
          return policy.replaceAll('&#39;', "'");
        }),
      );
      return [...pages.map(({ headers }) => headers.get('content-security-policy') ?? ''), ...written];
    });
    expect(policies).toHaveLength(4);
    for (const policy of policies) {
      const rules = policy.split('; ').map((rule) => rule.split(' '));
      const sources = (name: string) => rules.find(([first]) => first === name)?.slice(1);
      expect(sources('default-src')).toEqual(["'none'"]);
      expect(sources('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
      expect(sources('require-trusted-types-for')).toEqual(["'script'"]);
      expect(sources('base-uri')).toEqual(["'none'"]);
      expect(sources('form-action')).toEqual(["'none'"]);
      const others = rules.filter(([name = '']) => name.endsWith('-src') && name !== 'script-src');
      const allowed = ["'none'", "'self'", 'blob:', 'data:'];
      expect(others.flatMap(([, ...from]) => from.filter((source) => !allowed.includes(source)))).toEqual([]);
    }
  });

  it('Given points 12, 13 and 14, when a page embeds, leaves or opens something, then it stays where it is', async () => {
    const { page, app } = terminal;
    const [windows, address] = [app.windows().length, page.url()];
    const embedded = await page.evaluate(async () => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'https://example.invalid/');
      document.body.append(view);
      const frame = document.createElement('iframe');
      frame.src = location.href;
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
      location.assign('https://example.invalid/');
    });
    await page.waitForTimeout(1_000);
    expect(page.url()).toBe(address);
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

  it('Given point 17, when a frame within a page of our own origin calls, then it is refused as well', async () => {
    const said = await terminal.app.evaluate(async ({ BrowserWindow, session }, preload) => {
      const apart = session.fromPartition('frames');
      apart.protocol.handle(
        'app',
        ({ url }) =>
          new Response(url.endsWith('/inner') ? 'inner' : '<iframe src="/inner"></iframe>', {
            headers: { 'content-type': 'text/html' },
          }),
      );
      const outer = new BrowserWindow({
        show: false,
        webPreferences: { preload, session: apart, sandbox: true, nodeIntegrationInSubFrames: true },
      });
      await outer.loadURL('app://terminal/outer');
      const ask = "window.vestibule.call('state.read', {}).then(({ ok, error }) => ok ? 'ok' : error.code)";
      const { mainFrame } = outer.webContents;
      const answers: unknown[] = [];
      for (const frame of mainFrame.framesInSubtree)
        answers.push([frame.url, await frame.executeJavaScript(ask)]);
      outer.destroy();
      return answers;
    }, path.resolve('dist/preload/preload.cjs'));
    expect(said).toEqual([
      ['app://terminal/outer', 'ok'],
      ['app://terminal/inner', 'not-permitted'],
    ]);
  });
});
