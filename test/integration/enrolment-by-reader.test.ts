import { fork } from 'node:child_process';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { EventMessage } from '../../shared/contract/events';
import { writeTicket } from '../../shared/domain/enrolment-ticket';
import { TerminalOptions } from '../../main/terminal/process-contract';
import { openTerminal } from '../../main/terminal/terminal';
import { temporaryFolder } from '../support/journal-folder';

test('Given a machine that is not enrolled, when a reader reads an enrolment ticket, then its window gets the ticket, and anything else is only a problem', async () => {
  const heard: EventMessage[] = [];
  const terminal = await openTerminal(TerminalOptions.parse({ mode: 'live', folder: temporaryFolder() }), {
    now: () => new Date(),
    monotonic: () => performance.now(),
    emit: (message) => heard.push(message),
  });
  onTestFinished(() => terminal.close());
  const host = fork(path.resolve('dist/main/reader-host.js'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  onTestFinished(() => void host.kill('SIGKILL'));
  terminal.connectReaderHost({
    post: (message) => void host.send(message),
    onMessage: (listener) => void host.on('message', listener),
  });
  const scan = (text: string) => host.send({ type: 'simulate', sample: { kind: 'code', text } });
  const ticket = writeTicket({
    authority: 'https://authority.example',
    code: '4F7K-90QZ-M2XV',
    signingKey: 'x'.repeat(43),
  });
  scan('EID1-not-a-ticket');
  await vi.waitFor(() => expect(heard.map(({ event }) => event)).toContain('problem'), 10_000);
  scan(ticket);
  await vi.waitFor(
    () => expect(heard).toContainEqual({ event: 'enrolment-ticket', payload: { text: ticket } }),
    10_000,
  );
});
