import type { Readable } from 'node:stream';
import { z } from 'zod';
import { terminalCalls } from '../../shared/contract/calls';
import type { EventMessage } from '../../shared/contract/events';
import { CheckInForm } from '../../shared/domain/check-in';
import { VestibuleError, reportOf } from '../../shared/domain/error';
import { MAX_PRESENTATION_TEXT } from '../../shared/domain/presentation';
import { type Line, linesOf } from './lines';
import { TerminalOptions } from './process-contract';
import { type Terminal, openTerminal } from './terminal';

/** In bytes. A line longer than this is answered with `bad-request`; a code of 10 MB is still told `too-large` by its verdict. */
const LONGEST_LINE = 64 * 1024 * 1024;

const id = z.union([z.string(), z.number()]);

/** `id` is the line's own, so the operator's is `operator`, as at `sign-in`. */
const { id: OperatorId, ...newOperator } = terminalCalls['operators.add'].request.shape;

/** The commands of CLI.md, one JSON object a line. */
const HeadlessCommand = z.discriminatedUnion('command', [
  z.object({
    id,
    command: z.literal('present'),
    reader: z.string().min(1).max(60),
    text: z.string().optional(),
    bytesBase64: z.base64().optional(),
    purpose: z.string().optional(),
  }),
  z.object({
    id,
    command: z.literal('check-in'),
    verdict: z.uuid(),
    purpose: z.string(),
    form: CheckInForm,
    approval: z.uuid().optional(),
  }),
  z.object({ id, command: z.literal('void'), entry: z.uuid(), reason: z.string().trim().min(1).max(500) }),
  z.object({
    id,
    command: z.literal('check-out'),
    entry: z.uuid(),
    left: z.iso.date().nullable().optional(),
  }),
  z.object({ id, command: z.literal('status') }),
  z.object({ id, command: z.literal('drain') }),
  z.object({ id, command: z.literal('add-operator'), operator: OperatorId, ...newOperator }),
  z.object({ id, command: z.literal('sign-in'), ...terminalCalls['sign-in'].request.shape }),
  z.object({ id, command: z.literal('sign-out') }),
  z.object({ id, command: z.literal('approve'), ...terminalCalls['approval.give'].request.shape }),
  z.object({ id, command: z.literal('shutdown') }),
]);
const KNOWN: readonly string[] = HeadlessCommand.options.flatMap(({ shape }) => [...shape.command.values]);
type HeadlessCommand = z.output<typeof HeadlessCommand>;
type Work = Exclude<HeadlessCommand, { command: 'shutdown' }>;

export interface HeadlessOptions {
  data: string;
  training: boolean;
  authority?: string | undefined;
  enrol?: string | undefined;
  keyFile?: string | undefined;
  passphraseFile?: string | undefined;
}

/**
 * The terminal without windows: reads commands from `input`, a line each, answers through `say`, and resolves when asked to
 * shut down, when the input ends or when it is aborted; the terminal is closed then, as it is when reading fails, which
 * throws. Throws VestibuleError when it cannot open.
 */
export async function runHeadless(
  options: HeadlessOptions,
  input: Readable,
  say: (line: object) => void,
): Promise<void> {
  const terminal = await openTerminal(
    TerminalOptions.parse({
      mode: options.training ? 'training' : 'live',
      folder: options.data,
      keyFile: options.keyFile,
      passphraseFile: options.passphraseFile,
      attended: false,
      authority: options.authority && { url: options.authority, enrolmentCode: options.enrol },
    }),
    {
      now: () => new Date(),
      monotonic: () => performance.now(),
      emit: (message) => tell(message, say),
    },
  );
  const problem = terminal.problem();
  if (problem) {
    await terminal.close();
    throw new VestibuleError(problem.code, problem.message);
  }
  const samples = await terminal.samples();
  say({ event: 'ready', terminal: terminal.state().terminal, ...(samples && { samples }) });

  const working = new Set<Promise<void>>();
  let shutdown: HeadlessCommand | undefined;
  try {
    // Read only now, when the terminal can carry out what it is told.
    for await (const line of linesOf(input, LONGEST_LINE)) {
      const parsed = parse(line);
      if (parsed === undefined) continue;
      if ('error' in parsed) {
        say({ id: parsed.id, ok: false, error: parsed.error });
        continue;
      }
      if (parsed.command === 'shutdown') {
        shutdown = parsed;
        break;
      }
      // Commands run side by side: a question that waits for the authority holds no other back.
      const work = answer(terminal, parsed, say).finally(() => working.delete(work));
      working.add(work);
    }
  } catch (thrown) {
    if (!(thrown instanceof Error && thrown.name === 'AbortError')) throw thrown;
  } finally {
    await Promise.all(working);
    await terminal.close();
  }
  if (shutdown) say({ id: shutdown.id, ok: true });
}

async function answer(terminal: Terminal, command: Work, say: (line: object) => void): Promise<void> {
  try {
    say({ id: command.id, ok: true, ...(await carryOut(terminal, command)) });
  } catch (thrown) {
    say({ id: command.id, ok: false, error: reportOf(thrown) });
  }
}

async function carryOut(terminal: Terminal, command: Work): Promise<object> {
  const { handlers } = terminal;
  switch (command.command) {
    case 'present': {
      const reader = { id: command.reader, kind: 'command' as const, name: command.reader };
      return { verdict: await terminal.present(reader, contentOf(command), undefined, command.purpose) };
    }
    case 'check-in':
      return await handlers['check-in'](command);
    case 'void':
      return await handlers.void(command);
    case 'check-out':
      return await handlers['check-out'](command);
    case 'status':
      return statusOf(terminal);
    case 'drain':
      return await handlers.drain({});
    case 'add-operator':
      return await handlers['operators.add']({ ...command, id: command.operator });
    case 'sign-in':
      return await handlers['sign-in'](command);
    case 'sign-out':
      return await handlers['sign-out']({});
    case 'approve':
      return await handlers['approval.give'](command);
  }
}

function contentOf({ text, bytesBase64 }: { text?: string | undefined; bytesBase64?: string | undefined }) {
  if (text !== undefined) return { type: 'text' as const, text: text.slice(0, MAX_PRESENTATION_TEXT + 1) };
  if (bytesBase64 !== undefined) return { type: 'bytes' as const, bytesBase64 };
  throw new VestibuleError('bad-request', 'A presentation needs text or bytesBase64.');
}

/** The status line of CLI.md: ages in whole seconds. */
function statusOf(terminal: Terminal): object {
  const { authority, outbox, lists, journal } = terminal.state();
  const oldestSeconds = outbox.oldestAt
    ? Math.max(0, Math.round((Date.now() - Date.parse(outbox.oldestAt)) / 1000))
    : 0;
  const { queued, acknowledged, refused } = outbox;
  return {
    online: authority.online,
    outbox: { queued, oldestSeconds, acknowledged, refused },
    lists,
    journal: { entries: journal.entries, head: journal.head },
  };
}

/** Undefined for an empty line. */
function parse({
  bytes,
  cut,
}: Line):
  undefined | HeadlessCommand | { id: string | number | null; error: { code: string; message: string } } {
  const wrong = (idOf: string | number | null, message: string) => ({
    id: idOf,
    error: { code: 'bad-request', message },
  });
  if (cut) return wrong(null, `The line is longer than ${LONGEST_LINE} bytes.`);
  const line = bytes.toString('utf8');
  if (line.trim() === '') return undefined;
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return wrong(null, 'The line is not JSON.');
  }
  const named = z.object({ id, command: z.string().optional() }).safeParse(json);
  const known = HeadlessCommand.safeParse(json);
  if (known.success) return known.data;
  if (named.success && !KNOWN.includes(named.data.command ?? '')) {
    const command = JSON.stringify(named.data.command?.slice(0, 60) ?? '');
    return wrong(named.data.id, `There is no command ${command}. Known are: ${KNOWN.join(', ')}.`);
  }
  const fields = [
    ...new Set(known.error.issues.map((issue) => issue.path.map(String).join('.') || 'command')),
  ];
  return wrong(named.success ? named.data.id : null, `Bad request: ${fields.join(', ')}.`);
}

/** Events are lines without an id: what has one of its own travels inside. */
function tell({ event, payload }: EventMessage, say: (line: object) => void): void {
  switch (event) {
    case 'verdict':
    case 'reader':
    case 'alert':
      return say({ event, [event]: payload });
    case 'delivery':
    case 'late-verdict':
    case 'online':
    case 'offline':
      return say({ event, ...payload });
    case 'state':
    case 'chip':
    case 'reading':
    case 'problem':
    case 'process':
    case 'settings':
    case 'wallet':
    case 'consent':
    case 'customer':
    case 'enrolment-ticket':
    case 'installation':
      return;
  }
}
