import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { launchTerminal } from '../support/launch';
import { writeCodeFilm, writeCodePng } from '../support/code-picture';
import { Counter, withoutPortrait } from './counter';

describe('a code in a picture', () => {
  it('Given an image file with an identity code, when it is chosen, then the verdict is the code’s', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    const file = path.join(await temporary(), 'code.png');
    await writeCodePng((await counter.sample(withoutPortrait)).text ?? '', file);
    await page.keyboard.press('F6');
    await page
      .getByRole('radio', { name: 'Image file' })
      .or(page.getByRole('button', { name: 'Image file' }))
      .first()
      .click();
    const chosen = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose an image' }).click();
    await (await chosen).setFiles(file);
    expect(await counter.outcome()).toBe('verified');
    await page.getByText('Image file').first().waitFor();
    expect(await terminal.problems()).toEqual([]);
  });

  it('Given a code held to the camera, when the camera is opened, then the verdict comes by itself and the dialogue is gone', async () => {
    const folder = await temporary();
    const film = path.join(folder, 'camera.y4m');
    const text = await codeOfAnEarlierStart(folder);
    await writeCodeFilm(text, film);
    await using terminal = await launchTerminal({
      profile: path.join(folder, 'profile'),
      keepProfile: true,
      args: ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`],
    });
    const counter = new Counter(terminal.page);
    await counter.ready();
    await terminal.page.keyboard.press('F6');
    expect(await counter.outcome()).toBe('verified');
    await terminal.page.getByRole('dialog').waitFor({ state: 'hidden' });
  });
});

/** The film must be there before the app starts, the codes are made by its first start. */
async function codeOfAnEarlierStart(folder: string): Promise<string> {
  await using terminal = await launchTerminal({ profile: path.join(folder, 'profile'), keepProfile: true });
  const counter = new Counter(terminal.page);
  await counter.ready();
  return (await counter.sample(withoutPortrait)).text ?? '';
}

async function temporary(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vestibule-picture-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
