import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { MessageChannelMain } from 'electron';
import { VestibuleError, reportOf } from '../../shared/domain/error';
import type { EventMessage } from '../../shared/contract/events';
import type { UpdateStanding } from '../../shared/domain/update';
import { CrashRecord } from '../readers/crash-record';
import type { FromShell, ReaderSettings } from '../readers/host-contract';
import { FromTerminal, type TerminalOptions, type ToTerminal } from '../terminal/process-contract';
import type { SettingChange } from './settings-changed';
import type { AskTerminal } from './contract-channel';
import { type SupervisedProcess, supervise } from './supervised-process';

/** How long the terminal may take to write its last entries and close the journal. */
const CLOSING_MS = 5_000;

/** A native call that does not come back keeps its thread: enough of them for a desk full of silent devices. */
const HOST_THREADS = 16;

/** A terminal whose loop does not answer for this long hangs, and is started anew: nothing it does takes that long. */
const TERMINAL_PING = { everyMs: 5_000, silenceMs: 20_000 };
/** The reader host computes nothing long: native calls have threads of their own. */
const HOST_PING = { everyMs: 1_000, silenceMs: 5_000 };

export interface Processes {
  ask: AskTerminal;
  /** These settings were changed: the terminal journals it. */
  tellSettings(changed: readonly SettingChange[]): void;
  /** The machine slept and is awake again. */
  tellAwake(): void;
  /** How it stands with updates of the program: the terminal's health page says it. */
  tellUpdates(standing: UpdateStanding): void;
  /** The operating system locked its screen: nobody sits here. */
  tellScreenLocked(): void;
  /** The terminal may write to this file, once; answers the name of the grant. */
  grant(file: string): string;
  /** Closes the terminal's journal in order and opens it anew with the options of now; resolves when it has begun to. */
  restartTerminal(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts terminal and reader host beside the shell and keeps both alive. A new pair of ports joins them
 * whenever one of them (re)starts. `options` and `readerSettings` are asked at each start, `tell` gets every event for the windows,
 * `onWiped` hears that the authority had the terminal's keys and data destroyed.
 */
export function startProcesses(
  folder: string,
  options: () => TerminalOptions,
  readerSettings: () => ReaderSettings,
  tell: (message: EventMessage) => void,
  onWiped: () => void,
): Processes {
  const waiting = new Map<number, (answer: Awaited<ReturnType<AskTerminal>>) => void>();
  let lastId = 0;
  let terminal: SupervisedProcess | null = null;
  let host: SupervisedProcess | null = null;
  let terminalUp = false;
  const crashes = new CrashRecord();
  let updates: UpdateStanding | undefined;

  const join = () => {
    if (!terminalUp || !terminal || !host) return;
    const { port1, port2 } = new MessageChannelMain();
    host.post({ type: 'connect' } satisfies FromShell, [port1]);
    terminal.post({ type: 'reader-host' } satisfies ToTerminal, [port2]);
  };

  terminal = supervise({
    file: path.join(folder, 'terminal.js'),
    name: 'Vestibule terminal',
    ping: { message: { type: 'ping' } satisfies ToTerminal, ...TERMINAL_PING },
    onUp(child) {
      child.postMessage({ type: 'open', options: options() } satisfies ToTerminal);
      if (updates) child.postMessage({ type: 'updates', standing: updates } satisfies ToTerminal);
      terminalUp = true;
      join();
      tell({ event: 'process', payload: { up: true } });
    },
    onMessage(message) {
      const parsed = FromTerminal.safeParse(message);
      if (!parsed.success) return;
      if (parsed.data.type === 'answer') {
        waiting.get(parsed.data.id)?.(parsed.data.answer);
        waiting.delete(parsed.data.id);
      } else if (parsed.data.type === 'wiped') {
        onWiped();
      } else if (parsed.data.type === 'event') {
        // The windows check name and payload by the contract on arrival.
        tell({ event: parsed.data.event, payload: parsed.data.payload } as EventMessage);
      }
    },
    onDown() {
      terminalUp = false;
      const error = reportOf(new VestibuleError('terminal-restarting', 'The terminal is restarting.'));
      for (const answer of waiting.values()) answer({ ok: false, error });
      waiting.clear();
      tell({ event: 'process', payload: { up: false } });
    },
  });

  host = supervise({
    file: path.join(folder, 'reader-host.js'),
    name: 'Vestibule reader host',
    ping: { message: { type: 'ping' } satisfies FromShell, ...HOST_PING },
    threads: HOST_THREADS,
    onUp(child) {
      const isolation = crashes.isolation(Date.now());
      child.postMessage({ type: 'start', isolation, settings: readerSettings() } satisfies FromShell);
      join();
    },
    onMessage: (message) => crashes.hear(message),
    onDown(exitCode, hung) {
      crashes.died(exitCode, Date.now(), hung);
      terminal?.post({ type: 'reader-host-lost' } satisfies ToTerminal);
    },
  });
  join();

  return {
    ask: (name, request) =>
      new Promise((resolve) => {
        if (!terminalUp || !terminal) {
          const error = reportOf(new VestibuleError('terminal-restarting', 'The terminal is restarting.'));
          return resolve({ ok: false, error });
        }
        const id = ++lastId;
        waiting.set(id, resolve);
        terminal.post({ type: 'call', id, name, request } satisfies ToTerminal);
      }),
    grant(file) {
      const grant = randomUUID();
      terminal?.post({ type: 'grant', grant, file } satisfies ToTerminal);
      return grant;
    },
    restartTerminal: () =>
      terminal?.restart({ type: 'shutdown' } satisfies ToTerminal, CLOSING_MS) ?? Promise.resolve(),
    tellSettings(changed) {
      if (changed.length > 0)
        terminal?.post({ type: 'settings', changed: [...changed] } satisfies ToTerminal);
    },
    tellUpdates(standing) {
      updates = standing;
      terminal?.post({ type: 'updates', standing } satisfies ToTerminal);
    },
    tellScreenLocked: () => terminal?.post({ type: 'screen-locked' } satisfies ToTerminal),
    tellAwake: () => terminal?.post({ type: 'awake' } satisfies ToTerminal),
    async stop() {
      await Promise.all([
        host?.stop({ type: 'shutdown' }, 500),
        terminal?.stop({ type: 'shutdown' } satisfies ToTerminal, CLOSING_MS),
      ]);
    },
  };
}
