import { createInterface } from 'node:readline';
import { type Command, Argument } from 'commander';
import type { ErrorCode } from '../../shared/domain/error';
import type { Reason } from '../../shared/domain/reason';
import type { CardRecord } from '../credentials/resident-card/record';
import type { ReadEvent } from '../readers/framing/read-event';
import type { RecordedCard, RecordedEvent } from '../readers/framing/recorded-dialogue';

/** One line of output. `card` is the decoded record, unmasked; nothing is de-duplicated here (CLI). */
type Line =
  | { type: 'presentation'; text?: string; bytesBase64?: string; symbology?: string; card?: object }
  | { type: 'error'; code: ErrorCode | Reason };

/** Decodes recorded lines one after another; `end` settles what is still open. */
interface Decoder {
  line(line: string): Line[];
  end(): Line[];
}

const decoders: Record<string, () => Promise<Decoder>> = {
  'hid-pos': hidPosDecoder,
  'sam-v': samDecoder,
  wedge: wedgeDecoder,
  magstripe: magstripeDecoder,
};

/** `vestibule frames`: runs one framing decoder on recorded reports, one JSON line for each presentation or error. */
export function addFrames(program: Command): void {
  program
    .command('frames')
    .description('run one framing decoder on recorded reports')
    .addArgument(new Argument('<framing>', 'which one').choices(Object.keys(decoders)))
    .argument(
      '<file>',
      'the recording, or - for standard input; a report a line as hex, for wedge millis<TAB>key',
    )
    .option('--json', 'JSON lines (this command answers nothing else)')
    .addHelpText(
      'after',
      `
Exit status: 0 everything was read, 1 something was not, 2 used wrongly, 3 the file cannot be read.

Example:
  printf '0\\tA\\n8\\tB\\n15\\tC\\n24\\tD\\n31\\tE\\n40\\tF\\n48\\tEnter\\n' | vestibule frames wedge -
  {"type":"presentation","text":"ABCDEF"}`,
    )
    .action(async (framing: string, file: string) => {
      const decoder = await decoders[framing]?.();
      if (!decoder) return;
      try {
        const allRead = await decodeAll(decoder, file);
        process.exitCode = allRead ? 0 : 1;
      } catch (thrown) {
        if (!(thrown instanceof Error && 'syscall' in thrown)) throw thrown;
        console.error(`file-unreadable: ${file} cannot be read.`);
        process.exitCode = 3;
      }
    });
}

/** Prints as it reads; answers whether there was no error. */
async function decodeAll(decoder: Decoder, file: string): Promise<boolean> {
  let allRead = true;
  const say = (lines: readonly Line[]) => {
    for (const line of lines) {
      allRead &&= line.type !== 'error';
      process.stdout.write(`${JSON.stringify(line)}\n`);
    }
  };
  for await (const line of createInterface({ input: await opened(file), crlfDelay: Infinity })) {
    if (line.trim() !== '') say(decoder.line(line));
  }
  say(decoder.end());
  return allRead;
}

async function opened(file: string): Promise<NodeJS.ReadableStream> {
  if (file === '-') return process.stdin;
  const { open } = await import('node:fs/promises');
  return (await open(file)).createReadStream();
}

async function hidPosDecoder(): Promise<Decoder> {
  const { hidPosReport, hidPosTime, idleHidPos, isScannedData } = await import('../readers/framing/hid-pos');
  let state = idleHidPos;
  return {
    line(line) {
      const report = bytesOf(line);
      if (!report || !isScannedData(report)) return [invalid];
      const step = hidPosReport(state, report, 0);
      state = step.state;
      return step.events.map(lineOf);
    },
    end: () => hidPosTime(state, Infinity).events.map(lineOf),
  };
}

async function samDecoder(): Promise<Decoder> {
  const { RecordedDialogue } = await import('../readers/framing/recorded-dialogue');
  const { readRecord } = await import('../credentials/resident-card/record');
  const { Refusal } = await import('../crypto/refusal');
  const dialogue = new RecordedDialogue();
  const cardLine = ({ text, address, samId }: RecordedCard): Line => {
    try {
      return { type: 'presentation', card: { ...cardOf(readRecord(text, address)), samId } };
    } catch (thrown) {
      return { type: 'error', code: thrown instanceof Refusal ? thrown.reason : 'internal' };
    }
  };
  const linesOf = (events: readonly RecordedEvent[]): Line[] =>
    events.map((event) =>
      event.type === 'card' ? cardLine(event.card) : { type: 'error', code: event.code },
    );
  return { line: (line) => linesOf(dialogue.take(bytesOf(line))), end: () => linesOf(dialogue.end()) };
}

async function wedgeDecoder(): Promise<Decoder> {
  const { idleWedge, plainKey, wedgeKey, wedgeTime } = await import('../../shared/framing');
  const settings = { prefix: '' };
  let state = idleWedge;
  const obey = (step: ReturnType<typeof wedgeTime>): Line[] => {
    state = step.state;
    const { outcome } = step;
    if (!outcome) return [];
    if (outcome.type !== 'scan') return [{ type: 'error', code: outcome.type }];
    return [{ type: 'presentation', text: outcome.text, symbology: outcome.symbology }];
  };
  return {
    line(line) {
      const [, millis, key] = /^\s*(\d+(?:\.\d+)?)\t(.+)$/u.exec(line) ?? [];
      if (millis === undefined || key === undefined) return [invalid];
      return obey(wedgeKey(state, plainKey(key, Number(millis)), settings));
    },
    end: () => obey(wedgeTime(state, Infinity, settings)),
  };
}

async function magstripeDecoder(): Promise<Decoder> {
  const { magstripeReport } = await import('../readers/framing/magstripe');
  return {
    line(line) {
      const report = bytesOf(line);
      if (!report) return [invalid];
      return [lineOf(magstripeReport(report))];
    },
    end: () => [],
  };
}

/** The card's record in the words of CLI: what the card says, dates as YYYY-MM-DD. */
function cardOf({ layout, number, claims }: CardRecord): object {
  const { fullName, birthDate, issuingAuthority, validFrom, validUntil, documentNumber: _, ...rest } = claims;
  const named = {
    name: fullName,
    birth: birthDate,
    issuer: issuingAuthority,
    from: validFrom,
    to: validUntil,
  };
  return { layout, number, ...named, ...rest };
}

const invalid: Line = { type: 'error', code: 'frame-invalid' };

function lineOf(event: ReadEvent): Line {
  if (event.type === 'problem') return { type: 'error', code: event.code };
  const { content, symbology } = event;
  if (content.type === 'withheld') return { type: 'error', code: content.reason };
  if (content.type === 'text') return { type: 'presentation', text: content.text, symbology };
  if (content.type === 'bytes') return { type: 'presentation', bytesBase64: content.bytesBase64, symbology };
  return invalid;
}

/** The bytes of a line of hex, spaces aside; undefined for anything else. */
function bytesOf(line: string): Uint8Array | undefined {
  const hex = line.replaceAll(/\s/g, '');
  return hex.length % 2 === 0 && /^[0-9a-f]+$/i.test(hex) ? Buffer.from(hex, 'hex') : undefined;
}
