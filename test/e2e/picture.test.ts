import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type RunningTerminal, launchTerminal } from '../support/launch';
import { writeCodeFilm, writeCodePng } from '../support/code-picture';
import { looksRight } from './accessible';
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

  it('Given two cameras, when one is chosen, then it is shown at once and at the next start, and another while it is unplugged', async () => {
    const profile = path.join(await temporary(), 'profile');
    {
      await using terminal = await withCameras(2, profile);
      const { page } = terminal;
      const counter = new Counter(page);
      await counter.ready();
      await page.keyboard.press('F6');
      const choice = page.getByRole('dialog').getByRole('button', { name: 'Which camera' });
      await choice.filter({ hasText: 'fake_device_0' }).waitFor();
      await looksRight(terminal, 'two cameras', { renew: () => showsCamera(page, 'fake_device_0') });
      await choice.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('option', { name: 'fake_device_1' }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await showsCamera(page, 'fake_device_1');
      await choice.filter({ hasText: 'fake_device_1' }).waitFor();
      await counter.until(async () => (await counter.call('settings.read', {})).camera === 'fake_device_1');
      expect(await terminal.problems()).toEqual([]);
    }
    {
      await using again = await withCameras(2, profile);
      await new Counter(again.page).ready();
      await again.page.keyboard.press('F6');
      await showsCamera(again.page, 'fake_device_1');
    }
    await using without = await withCameras(1, profile);
    await new Counter(without.page).ready();
    await without.page.keyboard.press('F6');
    await showsCamera(without.page, 'fake_device_0');
    await without.page
      .getByText('fake_device_1 is not plugged in. Another camera is used until it is back.')
      .waitFor();
  });
});

/** Chromium's own cameras, which show a test picture. */
function withCameras(count: number, profile: string): Promise<RunningTerminal> {
  return launchTerminal({
    profile,
    keepProfile: true,
    args: [`--use-fake-device-for-media-stream=device-count=${count}`],
  });
}

/** Until the picture is that of the camera of this name. */
async function showsCamera(page: Page, label: string): Promise<void> {
  await page.waitForFunction((wanted) => {
    const source = document.querySelector('video')?.srcObject;
    return source instanceof MediaStream && source.getVideoTracks()[0]?.label === wanted;
  }, label);
}

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
