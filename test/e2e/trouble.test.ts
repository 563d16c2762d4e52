import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { launchTerminal } from '../support/launch';
import { Counter, signed } from './counter';

const run = promisify(execFile);

describe('trouble is told, and nothing is lost by it', () => {
  it('Given a settings file that is no settings, when the terminal starts, then it is set aside, named, and the defaults serve', async () => {
    await using folder = await temporary();
    await writeFile(path.join(folder.path, 'settings.json'), '{ this is not JSON');
    await using terminal = await launchTerminal({ profile: folder.path, keepProfile: true });
    const counter = new Counter(terminal.page);
    await counter.ready();
    await terminal.page.getByText('The settings could not be read and were set aside.').waitFor();
    const aside = (await readdir(folder.path)).find((name) => name.startsWith('settings.damaged-'));
    expect(aside).toBeDefined();
    expect(await readFile(path.join(folder.path, aside ?? ''), 'utf8')).toBe('{ this is not JSON');
    expect((await counter.call('settings.read', {})).language).toBe('en');
  });

  it('Given settings that the system does not let be read, when the program is started, then a person is told in the language of the system what to do, and it ends with a code, rather than going on without a window', async () => {
    await using folder = await temporary();
    await mkdir(path.join(folder.path, 'settings.json'));
    const program = spawn(
      createRequire(import.meta.url)('electron') as string,
      [path.resolve('.'), `--user-data-dir=${folder.path}`, '--disable-gpu'],
      { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LANGUAGE: 'it' } },
    );
    let told = '';
    program.stderr.on('data', (bytes: Buffer) => (told += bytes.toString()));
    const limit = setTimeout(() => program.kill('SIGKILL'), 50_000);
    const closed = once(program, 'close');
    // A window that goes while xdotool looks at all of them ends its search: it looks again.
    const { stdout } = await vi.waitFor(
      () => run('xdotool', ['search', '--name', 'Vestibule non può avviarsi']),
      { timeout: 40_000, interval: 250 },
    );
    await run('xdotool', ['windowfocus', '--sync', stdout.trim().split('\n').at(-1) ?? '', 'key', 'Return']);
    const [code] = await closed;
    clearTimeout(limit);
    expect(code).toBe(1);
    expect(told).toContain('EISDIR');
  });

  it('Given the end of the Windows session, which quits no program, when the window hears of it, then the terminal closes its journal in order and the program ends', async () => {
    await using folder = await temporary();
    await using terminal = await launchTerminal({ profile: folder.path, keepProfile: true });
    const counter = new Counter(terminal.page);
    await counter.ready();
    await counter.call('training.present', { id: (await counter.sample(signed)).id });
    await counter.outcome();
    await counter.checkIn('412');
    const files = () => readdir(path.join(folder.path, 'training'));
    expect(await files()).toContain('journal.db-wal');
    const ended = once(terminal.app.process(), 'exit');
    await terminal.app
      .evaluate(({ BrowserWindow }) => void BrowserWindow.getAllWindows()[0]?.emit('session-end', {}))
      .catch(() => undefined);
    expect((await ended)[0]).toBe(0);
    // What was written is in the file itself: SQLite removes the log beside it at an orderly close alone.
    const left = await files();
    expect(left).toContain('journal.db');
    expect(left).not.toContain('journal.db-wal');
  });

  it('Given a journal that cannot be opened, when the terminal starts, then check-ins are stopped with words and the file is untouched', async () => {
    await using folder = await temporary();
    {
      await using terminal = await launchTerminal({ profile: folder.path, keepProfile: true });
      const counter = new Counter(terminal.page);
      await counter.ready();
      expect(await counter.present((await counter.sample(signed)).id)).toBe('verified');
    }
    const file = path.join(folder.path, 'training', 'journal.db');
    const damaged = Buffer.alloc((await readFile(file)).length, 0x5a);
    await writeFile(file, damaged);

    await using terminal = await launchTerminal({ profile: folder.path, keepProfile: true });
    const counter = new Counter(terminal.page);
    await terminal.page.getByText('Recording is stopped').first().waitFor();
    const { journal } = await counter.call('state.read', {});
    expect(journal.problem?.code).toMatch(/^journal-/);
    expect((await readFile(file)).equals(damaged)).toBe(true);
  });

  it('Given a running terminal, when it is started a second time, then the second leaves and the first has the focus', async () => {
    await using terminal = await launchTerminal();
    await new Counter(terminal.page).ready();
    const electron = terminal.app.process().spawnfile;
    const second = spawn(
      electron,
      [path.resolve('.'), `--user-data-dir=${terminal.profile}`, '--disable-gpu'],
      {
        stdio: 'ignore',
      },
    );
    const code = await new Promise((resolve) => second.once('exit', resolve));
    expect(code).toBe(0);
    expect(terminal.app.windows()).toHaveLength(1);
    const focused = await terminal.app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null,
    );
    expect(focused).toBe(true);
  });

  it('Given a live terminal whose authority cannot be reached at its first start, when it opens, then it says so and goes on trying', async () => {
    await using terminal = await launchTerminal({
      args: ['--authority=http://127.0.0.1:9', '--enrol=7KQ4-9MXP-2HTD'],
    });
    const counter = new Counter(terminal.page);
    await counter.until(async () => {
      const state = await counter.call('state.read', {});
      return state.mode === 'live' && state.journal.problem !== undefined && !state.authority.online;
    });
    await terminal.page.getByText('Recording is stopped').first().waitFor();
  });
});

async function temporary(): Promise<AsyncDisposable & { path: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vestibule-trouble-'));
  return {
    path: folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
