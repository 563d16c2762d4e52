import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { launchTerminal } from '../support/launch';
import { Counter, signed } from './counter';

it('Given a terminal whose key was lost and another one made, when it starts, then the screen says that nothing is lost and how the key comes back; with the right key all goes on', async () => {
  const profile = await mkdtemp(path.join(tmpdir(), 'vestibule-lost-key-'));
  const keyFile = path.join(profile, 'training', 'master.key');
  try {
    {
      await using terminal = await launchTerminal({ profile, keepProfile: true });
      const counter = new Counter(terminal.page);
      await counter.ready();
      await counter.call('training.present', { id: (await counter.sample(signed)).id });
      await counter.outcome();
    }
    const right = await readFile(keyFile);
    await writeFile(keyFile, 'ab'.repeat(32));
    {
      await using terminal = await launchTerminal({ profile, keepProfile: true });
      await terminal.page.getByText('The key does not fit this journal.').first().waitFor();
      await terminal.page.getByText('vestibule journal recover-key').first().waitFor();
      await rm(keyFile);
    }
    {
      await using terminal = await launchTerminal({ profile, keepProfile: true });
      await terminal.page.getByText('The key of the journal is missing.').first().waitFor();
      await terminal.page.getByText('they are not lost').first().waitFor();
    }
    await writeFile(keyFile, right);
    await using terminal = await launchTerminal({ profile, keepProfile: true });
    const counter = new Counter(terminal.page);
    await counter.ready();
    expect((await counter.call('state.read', {})).journal.problem).toBeUndefined();
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
