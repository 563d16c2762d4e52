import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { TerminalOptions } from '../../main/terminal/process-contract';
import { openTerminal } from '../../main/terminal/terminal';
import { openAuthority } from '../../main/authority/server';

const environment = { now: () => new Date(), monotonic: () => performance.now(), emit: () => undefined };

describe('a data folder belongs to one authority', () => {
  it('Given a folder of an enrolled terminal, when training is opened in it, then it is refused and nothing is written there', async () => {
    const folder = await temporary();
    const authority = await startAuthority();
    const live = await open({ mode: 'live', folder, authority });
    const { terminal } = live.state();
    await live.close();
    const training = await open({ mode: 'training', folder });
    expect(training.problem()?.code).toBe('not-permitted');
    await training.close();
    const again = await open({ mode: 'live', folder, authority: { url: authority.url } });
    expect(again.state().terminal).toBe(terminal);
    await again.close();
  });

  it('Given a folder of an enrolled terminal, when it should enrol with another authority, then it is refused in words', async () => {
    const folder = await temporary();
    const live = await open({ mode: 'live', folder, authority: await startAuthority() });
    await live.close();
    const moved = await open({ mode: 'live', folder, authority: await startAuthority() });
    expect(moved.problem()).toMatchObject({
      code: 'not-permitted',
      message: expect.stringContaining('another authority'),
    });
    await moved.close();
  });

  it('Given a place that is no folder, when a terminal is opened there, then it says that it cannot be written', async () => {
    const file = path.join(await temporary(), 'file');
    await writeFile(file, '');
    const terminal = await open({ mode: 'training', folder: file });
    expect(terminal.problem()?.code).toBe('file-unwritable');
    await terminal.close();
  });
});

function open(options: {
  mode: 'training' | 'live';
  folder: string;
  authority?: { url: string; enrolmentCode?: string };
}) {
  return openTerminal(TerminalOptions.parse(options), environment);
}

async function startAuthority(): Promise<{ url: string; enrolmentCode: string }> {
  const authority = await openAuthority({
    database: await temporary(),
    training: true,
    now: environment.now,
  });
  onTestFinished(() => authority.close());
  const { url } = await authority.listen({ port: 0 });
  return { url, enrolmentCode: (await authority.enrolmentCodes(1))[0] ?? '' };
}

async function temporary(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vestibule-folder-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
