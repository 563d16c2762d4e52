import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { writeTicket } from '../../shared/domain/enrolment-ticket';
import { shortFingerprint } from '../../shared/domain/fingerprint';
import { writeCodeFilm } from '../support/code-picture';
import { launchTerminal } from '../support/launch';
import { TestAuthority } from '../support/test-authority';
import { looksRight } from './accessible';
import { Counter, typedPassport } from './counter';

const masterKey = Buffer.alloc(32, 7);
const installer = { id: 'ivo', pin: '815204' } as const;

describe('the first start of a machine', () => {
  let authority: TestAuthority;
  let profile: string;
  const start = (...args: string[]) =>
    launchTerminal({
      asInstalled: true,
      profile,
      keepProfile: true,
      args: [`--key-file=${path.join(profile, 'key')}`, ...args],
    });
  beforeEach(async () => {
    authority = await TestAuthority.open({ training: false, masterKey });
    profile = await mkdtemp(path.join(tmpdir(), 'vestibule-first-'));
    onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
    await writeFile(path.join(profile, 'key'), masterKey);
  });

  it('Given a new machine, when the system locks its screen, then the terminal goes on running: an enrolment under way is not lost', async () => {
    await using terminal = await start();
    await terminal.page.getByRole('button', { name: 'Enrol this machine' }).waitFor();
    const running = () =>
      terminal.app.evaluate(
        ({ app }) =>
          app
            .getAppMetrics()
            .find(({ serviceName, name }) => [serviceName, name].includes('Vestibule terminal'))?.pid,
      );
    const before = await running();
    expect(before).toBeTypeOf('number');
    await terminal.app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
    // What is asked afterwards is answered after it.
    await new Counter(terminal.page).call('state.read', {});
    await setTimeout(500);
    expect(await running()).toBe(before);
  });

  it('Given a new machine, when an installer types address and code and compares the fingerprint, then it is enrolled and stays so, and a document typed there waits for the first supervisor, who signs up on the spot', async () => {
    {
      await using terminal = await start();
      const { page } = terminal;
      const enrol = page.getByRole('button', { name: 'Enrol this machine' });
      await enrol.waitFor();
      await looksRight(terminal, 'first start');
      await enrol.click();
      await looksRight(terminal, 'address and code');
      await page.getByRole('textbox', { name: 'Authority’s address' }).fill(authority.url);
      await page
        .getByRole('textbox', { name: 'Enrolment code' })
        .fill((await authority.code()).toLowerCase());
      await page.getByRole('button', { name: 'Find the authority' }).click();
      await page.getByText(shortFingerprint(authority.authority.signingKey)).waitFor();
      await looksRight(terminal, 'whose authority it is');
      await page.getByRole('button', { name: 'It is the same: enrol' }).click();
      await page.getByRole('heading', { name: 'This machine is enrolled' }).waitFor();
      const enrolled = await new Counter(page).call('enrolment.read', {});
      await page.getByText(shortFingerprint(enrolled?.fingerprint ?? '')).waitFor();
      await looksRight(terminal, 'enrolled');
      await page.getByRole('button', { name: 'Start work' }).click();
      await new Counter(page).ready();
      expect(await terminal.problems()).toEqual([]);
    }
    await using again = await start();
    const { page } = again;
    const counter = new Counter(page);
    await counter.ready();
    expect(await counter.call('installation.read', {})).toEqual({ mode: 'live' });
    expect(await readFile(path.join(profile, 'installation.json'), 'utf8')).toContain(authority.url);

    await page.keyboard.press('F4');
    await page.getByText('Recording it needs a supervisor').waitFor();
    await page.keyboard.press('Escape');
    await counter.call('present.by-hand', { document: typedPassport });
    expect(await counter.outcome()).toBe('check-by-eye');
    await counter.fillIn('204');
    await page.getByRole('button', { name: 'Record check-in' }).click();
    const dialogue = page.getByRole('dialog', { name: 'A supervisor has to approve this' });
    await dialogue.getByRole('button', { name: 'Sign up a supervisor' }).click();
    await dialogue.getByRole('textbox', { name: 'Name', exact: true }).fill('Sofia Marin');
    await dialogue.getByRole('textbox', { name: 'Sign-in name' }).fill('sofia');
    await dialogue.getByLabel('PIN', { exact: true }).fill('815204');
    await dialogue.getByRole('button', { name: 'Save' }).click();
    await dialogue.getByRole('textbox', { name: 'Why it is done' }).fill('No reader reads it');
    await dialogue.getByLabel('The supervisor’s PIN').fill('815204');
    await dialogue.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('heading', { name: 'Recorded' }).waitFor();
  });

  it('Given an enrolment ticket, when it is pasted, then nothing has to be typed or compared; and when the authority stops the machine, an installer enrols it anew on the screen that says so', async () => {
    await using terminal = await start();
    const { page } = terminal;
    await page.getByRole('button', { name: 'Enrol this machine' }).click();
    const signingKey = authority.authority.signingKey;
    await paste(page, writeTicket({ authority: authority.url, code: await authority.code(), signingKey }));
    await page.getByText('No comparison is needed').waitFor();
    await page.getByRole('button', { name: 'Enrol', exact: true }).click();
    await page.getByRole('heading', { name: 'This machine is enrolled' }).waitFor();

    await page.getByRole('button', { name: 'Start work' }).click();
    const counter = new Counter(page);
    await counter.ready();
    const before = await counter.call('enrolment.read', {});
    await authority.rows("UPDATE terminals SET state = 'quarantined' RETURNING id");
    await page.getByText('an installer signs in here').waitFor();
    await counter.call('operators.add', { ...installer, name: 'Ivo Brandt', role: 'installer' });
    await counter.call('sign-in', { operator: installer.id, pin: installer.pin });
    await page.getByRole('button', { name: 'Enrol this machine anew' }).click();
    const dialogue = page.getByRole('dialog', { name: 'Enrol this machine anew' });
    await dialogue.waitFor();
    await looksRight(terminal, 'enrolled anew');
    await dialogue.getByRole('textbox', { name: 'Enrolment code' }).fill(await authority.code());
    await dialogue.getByRole('button', { name: 'Enrol anew' }).click();
    await dialogue.waitFor({ state: 'detached' });
    const after = await counter.call('state.read', {});
    expect(after.terminal).not.toBe(before?.terminal);
    expect(after.journal.problem).toBeUndefined();
    expect(await terminal.problems()).toEqual([]);
  });

  it('Given an enrolment ticket, when it comes as a file, from a scanner or before the camera, then it is read, and the machine enrols with it', async () => {
    const signingKey = authority.authority.signingKey;
    const ticket = writeTicket({ authority: authority.url, code: await authority.code(), signingKey });
    const [file, film] = [path.join(profile, 'ticket.txt'), path.join(profile, 'camera.y4m')];
    await writeFile(file, `${ticket}\n`);
    await writeCodeFilm(ticket, film);
    await using terminal = await start(
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    );
    const { page } = terminal;
    const read = () => page.getByText('No comparison is needed').waitFor();
    const back = () => page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: 'Enrol this machine' }).click();
    const chosen = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose an enrolment file' }).click();
    await (await chosen).setFiles(file);
    await read();
    await back();
    await page.getByRole('textbox', { name: 'Enrolment code' }).fill('');
    await new Counter(page).scanByKeys(ticket);
    await read();
    await back();
    await page.getByRole('button', { name: 'Read with the camera or from a picture' }).click();
    await read();
    await page.getByRole('button', { name: 'Enrol', exact: true }).click();
    await page.getByRole('heading', { name: 'This machine is enrolled' }).waitFor();
    expect(await terminal.problems()).toEqual([]);
  });

  it('Given what can be wrong with a code, an address or a ticket, when it is tried, then each is told in words and nothing is lost', async () => {
    await using terminal = await start();
    const { page } = terminal;
    await page.getByRole('button', { name: 'Enrol this machine' }).click();
    await paste(page, 'EID:not-an-enrolment');
    await page.getByText('This is not an enrolment code of Vestibule.').waitFor();
    const code = await authority.code();
    await paste(page, writeTicket({ authority: authority.url, code, signingKey: 'x'.repeat(43) }));
    await page.getByText('Another authority answers at this address').waitFor();
    await paste(
      page,
      writeTicket({
        authority: authority.url,
        code: '0000-0000-0000',
        signingKey: authority.authority.signingKey,
      }),
    );
    await page.getByRole('button', { name: 'Enrol', exact: true }).click();
    await page.getByText('The authority does not know this enrolment code.').waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    authority.ahead = 3_600_000;
    await page.getByRole('button', { name: 'Find the authority' }).click();
    await page.getByText('The clock of this machine is wrong.').waitFor();
    await page.getByRole('textbox', { name: 'Authority’s address' }).fill('http://authority.example');
    await page.getByRole('button', { name: 'Find the authority' }).click();
    await page.getByText('The authority’s address is not secure.').waitFor();
  });

  it('Given a new machine, when training is chosen, then it trains at once, also at the next start, and can leave training', async () => {
    {
      await using terminal = await start();
      await terminal.page.getByRole('button', { name: 'Start training' }).click();
      const counter = new Counter(terminal.page);
      await counter.ready();
      await counter.until(async () => (await counter.call('training.samples', {})).length > 0);
    }
    await using again = await start();
    const counter = new Counter(again.page);
    await counter.ready();
    await again.page.getByRole('button', { name: 'Set up' }).click();
    await again.page.getByText('About', { exact: true }).click();
    await again.page.getByRole('button', { name: 'Set up for live work…' }).click();
    await again.page.getByRole('button', { name: 'End training' }).click();
    await again.page.getByRole('button', { name: 'Enrol this machine' }).waitFor();
    expect(await counter.call('installation.read', {})).toEqual({ mode: 'new' });
  });
});

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  }, text);
}
