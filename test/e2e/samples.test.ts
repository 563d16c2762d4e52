import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { launchTerminal } from '../support/launch';
import { Counter, card, withoutPortrait } from './counter';
import { willSaveAs } from './save-dialogue';

describe('samples to try a terminal with', () => {
  it('Given the tray, when its codes are printed, then a PDF with them is saved where the person chose', async () => {
    await using terminal = await launchTerminal();
    const counter = new Counter(terminal.page);
    await counter.ready();
    const file = path.join(process.env['VESTIBULE_OUT'] ?? tmpdir(), 'vestibule-samples.pdf');
    await willSaveAs(terminal.app, file);
    expect(await counter.call('samples.print', {})).toEqual({ saved: true, file: 'vestibule-samples.pdf' });
    const pdf = await readFile(file);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(20_000);
  });

  it('Given a resident card of each layout, when it is laid on the simulated reader, then its security module vouches for it', async () => {
    await using terminal = await launchTerminal();
    const counter = new Counter(terminal.page);
    await counter.ready();
    const cards = (await counter.call('training.samples', {})).filter(card);
    expect(cards).toHaveLength(4);
    for (const { id, name } of cards) {
      await counter.call('training.present', { id });
      expect([name, await counter.outcome()]).toEqual([name, 'verified']);
      await terminal.page.getByText('By the card reader’s security module.').first().waitFor();
      await terminal.page.keyboard.press('Escape');
      await counter.ready();
    }
  });

  it('Given a half-filled form with the focus in a field, when a scanner types a code, then its person joins the party and not a character of it lands in the field', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    const [first, second] = [await counter.sample(withoutPortrait), await counter.sample(withoutPortrait, 1)];
    await counter.scanByKeys(first.text ?? '');
    expect(await counter.outcome()).toBe('verified');
    await page.keyboard.press('Enter');
    const room = page.getByRole('textbox', { name: 'Room' });
    await room.pressSequentially('41', { delay: 120 });
    await counter.scanByKeys(second.text ?? '');
    await page.getByText('Compare this person with the document.').waitFor();
    expect(await room.inputValue()).toBe('41');
    // The focus had gone to the comparison: back in the field, the clerk goes on behind what stands there.
    await room.press('End');
    await room.pressSequentially('2', { delay: 120 });
    expect(await room.inputValue()).toBe('412');
  });
});
