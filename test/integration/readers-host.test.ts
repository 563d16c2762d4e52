import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
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

const card = {
  textBase64: Buffer.alloc(256, 'x\0').toString('base64'),
  photoBase64: Buffer.alloc(1_024, 3).toString('base64'),
  samId: '05.03-20150101-0001096475-0348652165',
};

describe('Given the reader host as a process of its own', () => {
  it('when a code and a card are simulated, then both come out as presentations', async () => {
    const { line } = startHost();
    line.say({ type: 'simulate', sample: { kind: 'code', text: 'EID1-4F7K'.repeat(40) } });
    line.say({ type: 'simulate', sample: { kind: 'card', card } });
    const code = await line.until((m) => m.type === 'presentation' && m.content.type === 'text');
    expect(code).toMatchObject({ content: { text: 'EID1-4F7K'.repeat(40) }, symbology: ']Q1' });
    const laid = await line.until((m) => m.type === 'presentation' && m.content.type === 'resident-card');
    expect(laid).toMatchObject({ content: { type: 'resident-card', ...card } });
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
