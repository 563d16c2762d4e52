import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { SimulatedCard } from '../../main/readers/host-contract';
import { residentCards } from '../../main/training/resident-cards';
import { ReaderLine } from '../support/reader-line';

const HOST = path.resolve('dist/main/reader-host.js');
const started: ChildProcess[] = [];

function startHost(): { host: ChildProcess; line: ReaderLine } {
  const host = fork(HOST, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  started.push(host);
  return { host, line: new ReaderLine(host) };
}

afterEach(() => {
  for (const host of started.splice(0)) host.kill('SIGKILL');
});

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
/** The training room's cards: one of each layout, the first with an appended address. */
const cards: SimulatedCard[] = residentCards.map(({ textRecord, photo, samId, addressRecord }) => ({
  textBase64: base64(textRecord),
  photoBase64: base64(photo),
  samId,
  ...(addressRecord && { addressBase64: base64(addressRecord) }),
}));

describe('Given the reader host as a process of its own', () => {
  it('when a code is simulated, then it comes out as a presentation', async () => {
    const { line } = startHost();
    line.say({ type: 'simulate', sample: { kind: 'code', text: 'EID1-4F7K'.repeat(40) } });
    const code = await line.until((m) => m.type === 'presentation');
    expect(code).toMatchObject({ content: { type: 'text', text: 'EID1-4F7K'.repeat(40) }, symbology: ']Q1' });
  });

  it('when a card of each layout is laid down in turn, then each comes out whole, once', async () => {
    const { line } = startHost();
    for (const card of cards) line.say({ type: 'simulate', sample: { kind: 'card', card } });
    const presented = () => line.heard.flatMap((m) => (m.type === 'presentation' ? [m.content] : []));
    await line.until(() => presented().length === cards.length);
    expect(presented()).toEqual(cards.map((card) => ({ type: 'resident-card', ...card })));
    expect(line.heard.filter((m) => m.type === 'problem')).toEqual([]);
  });

  it('when it is killed in the middle of its work, then nothing hangs and a new one reads on', async () => {
    const { host, line } = startHost();
    line.say({ type: 'plug-simulated' });
    await line.until((m) => m.type === 'reader' && m.reader.state === 'live');
    for (let count = 0; count < 50; count++) {
      line.say({ type: 'simulate', sample: { kind: 'code', text: `code ${count}`.repeat(100) } });
    }
    host.kill('SIGKILL');
    const [code, signal] = await once(host, 'exit');
    expect([code, signal]).toEqual([null, 'SIGKILL']);

    const next = startHost();
    next.line.say({ type: 'simulate', sample: { kind: 'code', text: 'after the crash' } });
    expect(await next.line.until((m) => m.type === 'presentation')).toMatchObject({
      content: { text: 'after the crash' },
    });
  });

  it('when it is asked to shut down, then it ends by itself', async () => {
    const { host, line } = startHost();
    line.say({ type: 'plug-simulated' });
    await line.until((m) => m.type === 'reader' && m.reader.state === 'live');
    line.say({ type: 'shutdown' });
    expect(await once(host, 'exit')).toEqual([0, null]);
  });

  it('when the terminal goes away, then it ends by itself', async () => {
    const { host, line } = startHost();
    line.say({ type: 'plug-simulated' });
    await line.until((m) => m.type === 'reader' && m.reader.state === 'live');
    host.disconnect();
    expect(await once(host, 'exit')).toEqual([0, null]);
  });
});
