import type { ReaderContent } from '../../shared/domain/presentation';
import { isTestCode } from '../../shared/framing/test-code';
import type { FromReaderHost } from '../readers/host-contract';
import type { CommonOptions } from './readers';
import { interrupted, readersHere } from './readers-here';

/**
 * Prints every read with its time, until interrupted or `count` reads were made. Answers 0, or 1 if a read came to
 * nothing. A code that is no test code may be somebody's: its length alone is shown, unless `raw` asks for more.
 */
export async function testReaders({
  settings,
  json,
  count = Infinity,
  raw = false,
}: CommonOptions & { count?: number; raw?: boolean }): Promise<number> {
  let reads = 0;
  let failed = false;
  let end: () => void = () => undefined;
  const enough = new Promise<void>((resolve) => (end = resolve));
  const stop = interrupted();
  const hear = (message: FromReaderHost) => {
    if (message.type !== 'presentation' && message.type !== 'problem' && message.type !== 'chip') return;
    if (reads >= count) return;
    reads += 1;
    failed ||= message.type === 'problem';
    console.log(json ? JSON.stringify(lineOf(message, raw)) : inWords(message, raw));
    if (reads >= count) end();
  };
  await using here = await readersHere(settings, hear);
  const ready = here.list().filter(({ state }) => state === 'live').length;
  console.error(`${ready} of ${here.list().length} readers are ready. Hold a code or a card to one.`);
  await Promise.race([enough, stop]);
  return failed ? 1 : 0;
}

type Read = Extract<FromReaderHost, { type: 'presentation' | 'problem' | 'chip' }>;

function lineOf(read: Read, raw: boolean): object {
  if (read.type === 'problem') return { type: 'error', reader: read.reader, code: read.code };
  // Its chip opens with what is printed on it, which nobody gives to this command.
  if (read.type === 'chip') return { type: 'read', reader: read.reader, content: 'emrtd' };
  const { reader, symbology, micros, content } = read;
  return {
    type: 'read',
    reader,
    content: content.type,
    ...sizeOf(content),
    symbology,
    micros,
    ...shown(content, raw),
  };
}

function inWords(read: Read, raw: boolean): string {
  if (read.type === 'problem') return `${read.reader}: ${read.code}`;
  if (read.type === 'chip') return `${read.reader}: a document with a chip`;
  const { characters, bytes } = sizeOf(read.content);
  const size = characters === undefined ? `${bytes} bytes` : `${characters} characters`;
  const time = read.micros === undefined ? '' : `, ${(read.micros / 1_000).toFixed(1)} ms`;
  const { text, hex } = shown(read.content, raw);
  const what = text ?? hex;
  return `${read.reader}: ${read.content.type}, ${size}${read.symbology ? `, ${read.symbology}` : ''}${time}${what === undefined ? '' : `\n  ${what}`}`;
}

function sizeOf(content: ReaderContent): { characters?: number; bytes?: number } {
  if (content.type === 'text') return { characters: content.text.length };
  if (content.type === 'withheld') return { bytes: 0 };
  return { bytes: bytesOf(content).length };
}

function shown(content: ReaderContent, raw: boolean): { text?: string; hex?: string } {
  if (content.type === 'withheld') return {};
  if (content.type === 'text') return raw || isTestCode(content.text) ? { text: content.text } : {};
  return raw ? { hex: bytesOf(content).toString('hex') } : {};
}

function bytesOf(content: Extract<ReaderContent, { type: 'bytes' | 'resident-card' }>): Buffer {
  return Buffer.from(content.type === 'bytes' ? content.bytesBase64 : content.textBase64, 'base64');
}
