import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { purposeNamed } from '../../main/verification/purposes';
import { Sample } from '../../shared/domain/sample';
import { Headless, type Line } from '../support/headless';

const Ready = z.object({ terminal: z.string().min(1), samples: z.array(Sample) });
const Presented = z.object({
  ok: z.literal(true),
  verdict: z.looseObject({ id: z.uuid(), outcome: z.string() }),
});
const CheckedIn = z.object({
  ok: z.literal(true),
  recorded: z.literal(true),
  entry: z.uuid(),
  seq: z.number(),
  hash: z.string(),
  duplicates: z.array(z.unknown()),
});
const Status = z.object({
  ok: z.literal(true),
  online: z.boolean(),
  outbox: z.object({
    queued: z.number(),
    oldestSeconds: z.number(),
    acknowledged: z.number(),
    refused: z.number(),
  }),
  lists: z.array(
    z.object({ id: z.string(), version: z.number(), ageSeconds: z.number(), state: z.string() }),
  ),
  journal: z.object({ entries: z.number(), head: z.string() }),
});
const stay = { room: '12', arrival: '2031-05-01', departure: '2031-05-03' };

describe('the terminal without windows', () => {
  it('Given a training terminal, when a script presents every sample, then each verdict is the one that was announced', async () => {
    const terminal = await start();
    const { samples } = Ready.parse(await terminal.event('ready'));
    expect(samples.slice(0, 3).every((sample) => sample.reusable && sample.expect === 'verified')).toBe(true);
    for (const { name, text, expect: expected } of samples) {
      const answer = Presented.parse(await terminal.ask('present', { reader: 'desk', text }));
      expect([name, answer.verdict.outcome]).toEqual([name, expected]);
    }
    await terminal.ask('shutdown');
    expect(await terminal.exit).toBe(0);
  });

  it('Given a verified guest, when the check-in is answered, then it is recorded, told as a duplicate the second time, voided once, and delivered', async () => {
    const terminal = await start();
    const { samples } = Ready.parse(await terminal.event('ready'));
    const verdict = Presented.parse(await terminal.ask('present', { reader: 'desk', text: samples[0]?.text }))
      .verdict.id;
    const form = { purpose: 'hotel.check-in', form: stay };
    const first = CheckedIn.parse(await terminal.ask('check-in', { verdict, ...form }));
    expect(first.duplicates).toEqual([]);
    const second = CheckedIn.parse(await terminal.ask('check-in', { verdict, ...form }));
    expect(second.duplicates).toHaveLength(1);
    expect(await terminal.ask('void', { entry: second.entry, reason: 'twice' })).toMatchObject({
      recorded: true,
    });
    expect(await terminal.ask('void', { entry: second.entry, reason: 'twice' })).toMatchObject({
      ok: false,
      error: { code: 'already-void' },
    });
    await terminal.ask('drain');
    const status = Status.parse(await terminal.ask('status'));
    expect(status).toMatchObject({ online: true, outbox: { queued: 0, refused: 0, acknowledged: 4 } });
    expect(status.lists[0]).toMatchObject({ state: 'fresh' });
    const delivered = terminal.events
      .filter((line) => line['event'] === 'delivery')
      .map((line) => line['entry']);
    expect(delivered).toContain(first.entry);
    await terminal.ask('shutdown');
  });

  it('Given a counter with several purposes, when a person is presented for one, then its own form records them, and no other purpose does', async () => {
    const folder = await temporary();
    await mkdir(path.join(folder, 'authority', 'purposes'), { recursive: true });
    const ageCheck = {
      ...purposeNamed('reservation.claim'),
      name: 'bar.age-check',
      sees: ['adult'],
      keeps: ['adult'],
      handsOver: ['adult'],
    };
    await writeFile(path.join(folder, 'authority', 'purposes', 'bar.json'), JSON.stringify(ageCheck));
    const terminal = new Headless(['--data', folder, '--training']);
    onTestFinished(() => terminal.kill());
    const { samples } = Ready.parse(await terminal.event('ready'));
    const text = samples[0]?.text;
    const consent = { version: '2026-1', language: 'en' };
    for (const [purpose, form, incomplete] of [
      [
        'bank.verify-customer',
        { reference: 'B-7', legalBasis: 'consent', consent },
        { legalBasis: 'consent' },
      ],
      ['social.entitlement', { reference: 'S-7' }, { reference: '' }],
      ['bar.age-check', { reference: 'Table 7' }, {}],
    ] as const) {
      const presented = Presented.parse(await terminal.ask('present', { reader: 'desk', text, purpose }));
      expect(presented.verdict).toMatchObject({ outcome: 'verified', purpose });
      const verdict = presented.verdict.id;
      const wrong = await terminal.ask('check-in', { verdict, purpose, form: incomplete });
      expect(wrong).toMatchObject({
        error: { code: 'bad-request', message: expect.stringContaining('form.') },
      });
      expect(
        await terminal.ask('check-in', { verdict, purpose: 'hotel.check-in', form: stay }),
      ).toMatchObject({
        error: { code: 'not-permitted' },
      });
      CheckedIn.parse(await terminal.ask('check-in', { verdict, purpose, form }));
    }
    const { verdict } = Presented.parse(
      await terminal.ask('present', { reader: 'desk', text, purpose: 'bar.age-check' }),
    );
    expect(verdict).toMatchObject({ claims: { adult: true } });
    expect(Object.keys(verdict['claims'] as object)).toEqual(['adult']);
    expect(JSON.stringify(verdict)).not.toMatch(/\d{4}-\d{2}-\d{2}(?!T)/);
    expect(await terminal.ask('present', { reader: 'desk', text, purpose: 'casino.entry' })).toMatchObject({
      error: { code: 'not-permitted' },
    });
    await terminal.ask('shutdown');
  });

  it('Given lines that are no commands, when they are sent, then each gets a typed error and the terminal goes on', async () => {
    const terminal = await start();
    const { samples } = Ready.parse(await terminal.event('ready'));
    terminal.raw('this is not JSON');
    expect(await terminal.ask('erase-everything')).toMatchObject({
      ok: false,
      error: { code: 'bad-request' },
    });
    expect(await terminal.ask('present', { reader: 'desk' })).toMatchObject({
      error: { code: 'bad-request' },
    });
    expect(await terminal.ask('check-in', { verdict: 'x' })).toMatchObject({
      error: { code: 'bad-request' },
    });
    expect(
      await terminal.ask('check-in', {
        verdict: crypto.randomUUID(),
        purpose: 'hotel.check-in',
        form: stay,
      }),
    ).toMatchObject({ error: { code: 'unknown-verdict' } });
    const huge = await terminal.ask('present', { reader: 'desk', text: 'A'.repeat(10_000_000) });
    expect(huge).toMatchObject({ verdict: { outcome: 'refused', reason: 'too-large' } });
    const expired = samples.find((sample) => sample.expect === 'refused');
    const refused = Presented.parse(await terminal.ask('present', { reader: 'desk', text: expired?.text }));
    const form = { verdict: refused.verdict.id, purpose: 'hotel.check-in', form: stay };
    expect(await terminal.ask('check-in', form)).toMatchObject({
      ok: false,
      error: { code: 'verdict-refused' },
    });
    expect(await terminal.ask('status')).toMatchObject({ ok: true });
    await terminal.ask('shutdown');
  });

  it('Given a terminal that is killed at random moments, when it starts again, then everything answered is there and the authority has it once', async () => {
    const folder = await temporary();
    const authority = await startAuthority(path.join(folder, 'authority'));
    const answered = new Set<string>();
    let args = ['--data', path.join(folder, 'desk'), '--authority', authority.url, '--enrol', authority.code];
    for (const after of [40, 90, 10, 130, 60]) {
      const terminal = new Headless(args);
      args = args.slice(0, 4);
      await terminal.event('ready');
      // From the first record on: before it, a busy machine is still opening.
      let killed: Promise<void> | undefined;
      const killSoon = () =>
        new Promise<void>((done) => {
          setTimeout(() => {
            terminal.kill();
            done();
          }, after + 150);
        });
      for (let turn = 0; turn < 200; turn += 1) {
        const presented = await terminal.ask('present', {
          reader: 'desk',
          text: authority.samples[turn % 3]?.text,
        });
        if (!presented) break;
        const verdict = Presented.parse(presented).verdict.id;
        const recorded = await terminal.ask('check-in', { verdict, purpose: 'hotel.check-in', form: stay });
        if (!recorded) break;
        answered.add(CheckedIn.parse(recorded).entry);
        killed ??= killSoon();
      }
      await killed;
      await terminal.exit;
    }
    const last = new Headless(args);
    await last.event('ready');
    await last.ask('drain');
    expect(await last.ask('status')).toMatchObject({ outbox: { queued: 0, refused: 0 } });
    await last.ask('shutdown');
    const accepted = authority.arrivals
      .filter((line) => line['status'] === 'accepted')
      .map((line) => line['entry']);
    expect(answered.size).toBeGreaterThanOrEqual(5);
    expect([...answered].filter((entry) => !accepted.includes(entry))).toEqual([]);
    expect(new Set(accepted).size).toBe(accepted.length);
  });

  it('Given an authority nobody answers at, when a terminal should enrol there, then it says so and ends with 3', async () => {
    const folder = await temporary();
    const terminal = new Headless([
      '--data',
      folder,
      '--authority',
      'http://127.0.0.1:9',
      '--enrol',
      'ABCD-EFGH-JKMN',
    ]);
    expect(await terminal.exit).toBe(3);
    expect(terminal.stderr).toContain('authority-unreachable');
  });
});

async function start(): Promise<Headless> {
  const terminal = new Headless(['--training', '--data', await temporary()]);
  onTestFinished(() => terminal.kill());
  return terminal;
}

async function startAuthority(folder: string) {
  const cli = path.resolve('dist/main/cli.js');
  const args = [cli, 'authority', '--port', '0', '--training', '--database', folder, '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill());
  const arrivals: Line[] = [];
  const listening = await new Promise<Line>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as Line;
      if (line['type'] === 'listening') resolve(line);
      else arrivals.push(line);
    });
  });
  const { url, samples, enrolmentCodes } = z
    .object({ url: z.url(), samples: z.array(Sample), enrolmentCodes: z.array(z.string()).min(10) })
    .parse(listening);
  return { url, samples, code: enrolmentCodes[0] ?? '', arrivals };
}

async function temporary(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vestibule-headless-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
