import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { TerminalOptions } from '../../main/terminal/process-contract';
import { openTerminal } from '../../main/terminal/terminal';
import type { EventMessage } from '../../shared/contract/events';
import { temporaryFolder } from '../support/journal-folder';
import { TestAuthority } from '../support/test-authority';

test('Given an authority restored from an old backup, when the terminal sends again what was lost, then a person is told, and told no longer once all of it has arrived', async () => {
  const place = path.join(temporaryFolder(), 'authority');
  const authority = await TestAuthority.open({ database: place });
  const heard: EventMessage[] = [];
  const options = TerminalOptions.parse({
    mode: 'live',
    folder: path.join(temporaryFolder(), 'desk'),
    authority: { url: authority.url, enrolmentCode: await authority.code() },
  });
  const terminal = await openTerminal(options, {
    now: () => new Date(),
    monotonic: () => performance.now(),
    emit: (message) => heard.push(message),
  });
  onTestFinished(() => terminal.close());
  const [sample] = await authority.authority.samples();
  const reader = { id: 'desk', kind: 'command', name: 'desk' } as const;
  const present = () => terminal.present(reader, { type: 'text', text: sample?.text ?? '' });
  await present();
  await terminal.handlers.drain({});

  const port = Number(new URL(authority.url).port);
  await authority.close();
  const backup = path.join(temporaryFolder(), 'backup');
  cpSync(place, backup, { recursive: true });
  await authority.start(port);
  await present();
  await terminal.handlers.drain({});
  await authority.close();
  rmSync(place, { recursive: true });
  cpSync(backup, place, { recursive: true });
  await authority.start(port);

  await present();
  const told = () =>
    heard.find((message) => message.event === 'alert' && message.payload.code === 'authority-restored');
  await until(async () => {
    await terminal.handlers.drain({});
    return told() !== undefined;
  });
  await until(async () => (await terminal.handlers['state.read']({})).outbox.queued === 0);
  expect((await terminal.handlers['state.read']({})).alerts).toEqual([]);
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
}
