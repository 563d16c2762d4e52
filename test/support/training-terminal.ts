import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { TerminalOptions } from '../../main/terminal/process-contract';
import { type Terminal, type TerminalEnvironment, openTerminal } from '../../main/terminal/terminal';
import type { EventMessage } from '../../shared/contract/events';
import type { Sample } from '../../shared/domain/sample';
import type { Verdict } from '../../shared/domain/verdict';

/** A terminal in training, with its authority, in a folder of its own; both go when the test ends. By default it goes by the machine's clocks. */
export async function trainingTerminal(
  clocks: Partial<Pick<TerminalEnvironment, 'now' | 'monotonic'>> = {},
): Promise<{
  terminal: Terminal;
  folder: string;
  events: EventMessage[];
}> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vestibule-training-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const events: EventMessage[] = [];
  const terminal = await openTerminal(TerminalOptions.parse({ mode: 'training', folder }), {
    now: () => new Date(),
    monotonic: () => performance.now(),
    ...clocks,
    emit: (message) => void events.push(message),
  });
  onTestFinished(() => terminal.close());
  return { terminal, folder, events };
}

/** The verdict on the code of a sample that fits, for a purpose. */
export async function presentSample(
  terminal: Terminal,
  purpose: string,
  fits: (sample: Sample) => boolean = ({ reusable, expect }) => reusable && expect === 'verified',
): Promise<Verdict> {
  const sample = ((await terminal.samples()) ?? []).find(fits);
  if (!sample?.text) throw new Error('There is no such sample.');
  const reader = { id: 'desk', kind: 'command', name: 'desk' } as const;
  return terminal.present(reader, { type: 'text', text: sample.text }, undefined, purpose);
}
