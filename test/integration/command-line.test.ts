import { type StdioOptions, spawn } from 'node:child_process';
import { existsSync, openSync, closeSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

const CLI = path.resolve('dist/main/cli.js');
const run = ['run', '--headless'];

describe('the command line at its edges', () => {
  test('Given a reader that has gone, when a command answers, then it ends quietly with its own status', async () => {
    const folder = await temporary();
    await command([...run, '--training', '--data', folder]);
    const { status, err } = await command(['journal', 'verify', '--data', folder, '--json'], {
      unheard: true,
    });
    expect([status, err]).toEqual([0, '']);
    const code = path.join(folder, 'no-code.txt');
    await writeFile(code, 'no code');
    const refused = await command(['verify', code, '--json'], { unheard: true });
    expect([refused.status, refused.err]).toEqual([1, '']);
  });

  test.skipIf(!existsSync('/dev/full'))(
    'Given a full disk behind standard output, when a command answers, then it says so in words and ends with 3',
    async () => {
      const folder = await temporary();
      await command([...run, '--training', '--data', folder]);
      const { status, err } = await command(['journal', 'verify', '--data', folder, '--json'], {
        output: '/dev/full',
      });
      expect([status, err]).toEqual([3, 'file-unwritable: Standard output cannot be written.\n']);
    },
  );

  test('Given a terminal whose reader has gone, when it answers, then it closes its journal and ends with 0', async () => {
    const folder = await temporary();
    const { status, err } = await command([...run, '--training', '--data', folder], {
      unheard: true,
      keepInputOpen: true,
    });
    expect([status, err]).toEqual([0, '']);
    // SQLite takes its write-ahead log away when the journal is closed, and leaves it where the process just ends.
    const left = ['journal.db', 'journal.db-wal'].filter((name) => existsSync(path.join(folder, name)));
    expect(left).toEqual(['journal.db']);
    const again = await command([...run, '--training', '--data', folder]);
    expect(again.status).toBe(0);
  });

  test('Given a bundle that is to go where no folder is, when diagnose is asked for it, then the file is named with exit status 3', async () => {
    const folder = await temporary();
    await command([...run, '--training', '--data', folder]);
    const out = path.join(folder, 'nowhere', 'help.zip');
    const { status, err } = await command(['diagnose', '--data', folder, '--out', out]);
    expect([status, err]).toEqual([3, `file-unwritable: ${out} cannot be written.\n`]);
  });

  test.each([
    ['a code that is cut short', ['7KQ4', '--authority', 'http://127.0.0.1:1'], 'no enrolment code'],
    ['a code without an authority', ['7KQ4-9MXP-2HTD'], '--authority URL'],
    ['a ticket that is cut short', ['vestibule:enrol?authority=https'], 'no enrolment code'],
  ])(
    'Given %s, when enrolment is asked for, then what is wrong is named, and nothing else',
    async (...given) => {
      const [, args, words] = given;
      const folder = path.join(await temporary(), 'desk');
      const { status, err } = await command(['enrol', ...args, '--data', folder]);
      expect([status, err]).toEqual([2, expect.stringContaining(words)]);
      expect(err.includes('--authority')).toBe(words === '--authority URL');
      expect(existsSync(folder)).toBe(false);
    },
  );

  test.each([
    ['a file that is not there', undefined, 3, 'file-unreadable'],
    ['no JSON', '{bad', 2, 'holds no JSON object'],
    ['no object', '"abc"', 2, 'holds no JSON object'],
    ['a list', '[]', 2, 'holds no JSON object'],
    ['a name that is none of ours', '{"trainning": true}', 2, 'trainning'],
    ['a wrong value', '{"training": "yes"}', 2, 'training'],
    ['no data folder', '{"training": true}', 2, '--data FOLDER'],
  ])('Given a configuration of %s, when run is asked for, then it is told in words', async (...given) => {
    const [, content, expected, words] = given;
    const config = path.join(await temporary(), 'config.json');
    if (content !== undefined) await writeFile(config, content);
    const { status, out, err } = await command([...run, '--config', config]);
    expect([status, out]).toEqual([expected, '']);
    expect(err).toContain(words);
    expect(err).not.toContain('    at ');
  });

  test('Given a configuration with everything, when run starts with it, then the terminal is ready', async () => {
    const folder = await temporary();
    const config = path.join(folder, 'config.json');
    await writeFile(config, JSON.stringify({ data: path.join(folder, 'desk'), training: true }));
    const { status, out } = await command([...run, '--config', config]);
    expect(status).toBe(0);
    expect(out).toContain('"event":"ready"');
  });

  test('Given commands before the terminal is open, one far too long, one unknown and a sign-in, then each has its answer', async () => {
    const { status, out } = await command([...run, '--training', '--data', await temporary()], {
      input: [
        'A'.repeat(65 * 1024 * 1024),
        '{"id":"1","command":"status"}',
        '{"id":"2","command":"dance"}',
        '{"id":"3","command":"sign-in","operator":"ana","pin":"1234"}',
        '{"id":"4","command":"sign-out"}',
        '{"id":"5","command":"shutdown"}',
      ].join('\n'),
    });
    const answers: Record<string, unknown>[] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const of = (id: unknown) => answers.find((line) => line['id'] === id);
    expect(of(null)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(of('1')).toMatchObject({ ok: true });
    expect(of('2')).toMatchObject({
      error: { code: 'bad-request', message: expect.stringMatching(/"dance".*present.*sign-in.*shutdown/) },
    });
    // Nobody of that name works here; a training terminal has its built-in clerk, who need not sign in and may sign out.
    expect(of('3')).toMatchObject({ ok: false, error: { code: 'pin-wrong' } });
    expect(of('4')).toMatchObject({ ok: true });
    expect([status, of('5')]).toEqual([0, { id: '5', ok: true }]);
  });
});

interface Circumstances {
  input?: string;
  keepInputOpen?: boolean;
  /** Nobody reads standard output. */
  unheard?: boolean;
  /** Standard output goes to this file. */
  output?: string;
}

/** Runs the build's command as a script would. */
async function command(args: string[], { input = '', keepInputOpen, unheard, output }: Circumstances = {}) {
  const file = output === undefined ? undefined : openSync(output, 'w');
  const stdio: StdioOptions = ['pipe', file ?? 'pipe', 'pipe'];
  const child = spawn(process.execPath, [CLI, ...args], { stdio });
  onTestFinished(() => void child.kill('SIGKILL'));
  let [out, err] = ['', ''];
  if (unheard) child.stdout?.destroy();
  else child.stdout?.on('data', (chunk) => (out += chunk));
  child.stderr?.on('data', (chunk) => (err += chunk));
  child.stdin?.on('error', () => {}); // it may end before it has read everything
  if (!keepInputOpen) child.stdin?.end(input);
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (file !== undefined) closeSync(file);
  return { status, out, err };
}

async function temporary(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vestibule-command-line-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
