import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type ConsoleMessage, type ElectronApplication, type Page, _electron } from 'playwright-core';

export interface LaunchOptions {
  /** A profile of an earlier launch to go on with; by default a fresh one. */
  profile?: string;
  /** Leaves the profile in place at the end, for another launch. By default it is removed. */
  keepProfile?: boolean;
  /** Of the window's content, in CSS pixels; by default what the app chooses. */
  size?: { width: number; height: number };
  /** More variables for the app, or other values; `undefined` takes one away. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Starts this in place of Electron, with Electron's arguments: a program that starts Electron in surroundings of its own. */
  executable?: string;
  /** More arguments for the app, such as `--authority=https://…`. */
  args?: readonly string[];
  /** Starts it as the machine was set up before; by default as a training machine. */
  asInstalled?: boolean;
}

export interface RunningTerminal extends AsyncDisposable {
  readonly app: ElectronApplication;
  /** The first window. */
  readonly page: Page;
  /** Its `--user-data-dir`. */
  readonly profile: string;
  /** What went wrong inside the windows so far: errors and warnings of their consoles, and exceptions nobody caught. */
  problems(): Promise<string[]>;
  /** What the shell wrote on its standard streams so far. */
  output(): string;
}

/**
 * Starts the built app with Chromium's sandbox on, in the Electron that ELECTRON_OVERRIDE_DIST_PATH names or else the
 * installed one. `await using` closes it and removes its profile. The working directory is the checkout.
 */
export async function launchTerminal(options: LaunchOptions = {}): Promise<RunningTerminal> {
  const profile = options.profile ?? (await mkdtemp(path.join(tmpdir(), 'vestibule-profile-')));
  const removeProfile = async () => {
    if (!options.keepProfile) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  let end = removeProfile;
  try {
    const app = await _electron.launch({
      args: [
        path.resolve('.'),
        ...(options.asInstalled ? [] : ['--training']),
        `--user-data-dir=${profile}`,
        '--disable-gpu',
        ...(options.args ?? []),
      ],
      chromiumSandbox: true,
      env: environment(options.env),
      ...(options.executable !== undefined && { executablePath: options.executable }),
    });
    const child = app.process();
    end = () => close(app, child).finally(removeProfile);
    const output = listen(child);
    const problems = watch(app);
    const page = await app.firstWindow();
    if (options.size) await resize(app, page, options.size);
    return { app, page, profile, problems, output, [Symbol.asyncDispose]: end };
  } catch (problem) {
    await end();
    throw problem;
  }
}

function environment(changes: LaunchOptions['env']): Record<string, string> {
  const merged = { ...process.env, ...changes };
  return Object.fromEntries(
    Object.entries(merged).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Collects from now on, for every window that opens, and for those already open what their consoles still hold. */
function watch(app: ElectronApplication): () => Promise<string[]> {
  const problems = new Set<string>();
  const heard = (message: ConsoleMessage) => {
    const { url, lineNumber } = message.location();
    if (serious.has(message.type()))
      problems.add(`${message.type()}: ${message.text()} (${url}:${lineNumber})`);
  };
  app.context().on('console', heard);
  app.context().on('weberror', (uncaught) => problems.add(`uncaught: ${uncaught.error().message}`));
  return async () => {
    for (const page of app.windows()) {
      for (const message of await page.consoleMessages({ filter: 'all' })) heard(message);
      for (const error of await page.pageErrors({ filter: 'all' }))
        problems.add(`uncaught: ${error.message}`);
    }
    return [...problems];
  };
}

const serious = new Set(['error', 'warning', 'assert']);

function listen({ stdout, stderr }: ChildProcess): () => string {
  let output = '';
  for (const stream of [stdout, stderr]) stream?.on('data', (bytes: Buffer) => (output += bytes.toString()));
  return () => output;
}

async function resize(
  app: ElectronApplication,
  page: Page,
  size: { width: number; height: number },
): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate((native, { width, height }) => native.setContentSize(width, height), size);
  await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
}

/** An app that a test has killed is closed already; one that does not end by itself is killed, and that is an error. */
async function close(app: ElectronApplication, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const limit = new AbortController();
  const stuck = setTimeout(15_000, 'stuck', { signal: limit.signal }).catch(() => 'ended');
  const ended = app.close().then(() => 'ended');
  if ((await Promise.race([ended, stuck])) === 'stuck') {
    child.kill('SIGKILL');
    throw new Error('The app did not end within 15 s of being closed.');
  }
  limit.abort();
}
