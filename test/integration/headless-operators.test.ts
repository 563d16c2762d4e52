import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { Sample } from '../../shared/domain/sample';
import { Headless } from '../support/headless';

const Ready = z.object({ samples: z.array(Sample) });
const Presented = z.object({ ok: z.literal(true), verdict: z.looseObject({ id: z.uuid() }) });
const Approval = z.object({ ok: z.literal(true), approval: z.uuid() });
const stay = { room: '12', arrival: '2031-05-01', departure: '2031-05-03' };

it('Given a terminal, when a script adds an operator, then the rules of the page hold, and the operator signs in', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'vestibule-headless-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const terminal = new Headless(['--training', '--data', folder]);
  onTestFinished(() => terminal.kill());
  await terminal.event('ready');
  const mei = { operator: 'mei', name: 'Mei', role: 'clerk', pin: '815204' };
  // A training machine has its own operators, who manage already.
  expect(await terminal.ask('add-operator', mei)).toMatchObject({ error: { code: 'not-permitted' } });
  await terminal.ask('sign-in', { operator: 'supervisor', pin: '246802' });
  expect(await terminal.ask('add-operator', { ...mei, pin: '1' })).toMatchObject({
    error: { code: 'bad-request', message: expect.stringContaining('pin') },
  });
  expect(await terminal.ask('add-operator', mei)).toEqual({ id: expect.anything(), ok: true });
  expect(await terminal.ask('sign-in', { operator: 'mei', pin: mei.pin })).toMatchObject({
    operator: { id: 'mei', role: 'clerk' },
  });
  await terminal.ask('shutdown');
  expect(await terminal.exit).toBe(0);
});

it('Given a script, when operators sign in, approve and leave, then each answer is typed, and an approval is good once and for its operator', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'vestibule-headless-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const terminal = new Headless(['--training', '--data', folder]);
  onTestFinished(() => terminal.kill());
  const { samples } = Ready.parse(await terminal.event('ready'));

  expect(await terminal.ask('sign-in', { operator: 'clerk', pin: '000000' })).toMatchObject({
    ok: false,
    error: { code: 'pin-wrong' },
  });
  expect(await terminal.ask('sign-in', { operator: 'clerk', pin: '135790' })).toMatchObject({
    ok: true,
    operator: { id: 'clerk', role: 'clerk' },
  });
  const acts = ['offline-limit'];
  expect(
    await terminal.ask('approve', { approver: 'clerk', pin: '135790', acts, reason: 'No network' }),
  ).toMatchObject({ error: { code: 'not-permitted' } });
  const { approval } = Approval.parse(
    await terminal.ask('approve', { approver: 'supervisor', pin: '246802', acts, reason: 'No network' }),
  );
  const presented = await terminal.ask('present', { reader: 'desk', text: samples[0]?.text });
  const form = { verdict: Presented.parse(presented).verdict.id, purpose: 'hotel.check-in', form: stay };
  // Online nothing has to be approved: the token is left where it is, and the record stands without an override.
  expect(await terminal.ask('check-in', { ...form, approval })).toMatchObject({ recorded: true });
  expect(await terminal.ask('sign-out')).toMatchObject({ ok: true });
  expect(await terminal.ask('status')).toMatchObject({ ok: true });
  await terminal.ask('shutdown');
  expect(await terminal.exit).toBe(0);
});
