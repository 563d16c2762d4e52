import type { ChipState } from '../../../shared/domain/chip-state';
import type { Verdict } from '../../../shared/domain/verdict';
import type { Counter } from '../counter';

/**
 * The counter when the terminal is elsewhere with the chip of a document. A reading takes the place of a verdict, as a
 * scan does; a document that only lies there waits until the desk is free.
 */
export function withChip(counter: Counter, chip: ChipState): Counter {
  const next = { ...counter, chip };
  const { screen } = counter.desk;
  if (chip.step === 'none') return screen === 'chip' ? { ...next, desk: { screen: 'ready' } } : next;
  if (screen === 'chip') return next;
  const takesOver = chip.step === 'reading' || chip.step === 'failed' || screen === 'ready';
  return takesOver ? { ...next, space: 'desk', desk: { screen: 'chip' } } : next;
}

/** The desk is free: what was put off about a chip comes up now. A chip screen that is left is left for good. */
export function afterChip(counter: Counter): Counter {
  const isLeft = counter.desk.screen === 'chip';
  const chip: ChipState = isLeft ? { step: 'none' } : counter.chip;
  return withChip({ ...counter, desk: { screen: 'ready' }, printed: null }, chip);
}

/** Remembers the verdict on printed lines as long as what follows can be about the same document. */
export function withPrinted(counter: Counter, verdict: Verdict): Counter {
  if (isPrinted(verdict)) return { ...counter, printed: verdict };
  return verdict.format === 'emrtd' || counter.printed === null ? counter : { ...counter, printed: null };
}

/** Whether this verdict is on the very lines that open the chip being read: it is kept, the chip's own is shown. */
export function opensChip({ desk, chip }: Counter, verdict: Verdict): boolean {
  return desk.screen === 'chip' && chip.step !== 'none' && isPrinted(verdict);
}

function isPrinted({ format, outcome }: Verdict): boolean {
  return format === 'mrz' && outcome === 'check-by-eye';
}
