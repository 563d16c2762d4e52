import type { ChipState, FileProgress } from '../../../shared/domain/chip-state';

export type StepName = 'open' | 'read' | 'prove' | 'judge';

/** One line of what is done with a chip. */
export interface ChipStepLine {
  readonly name: StepName;
  readonly mark: 'done' | 'now' | 'later';
}

const ORDER: readonly StepName[] = ['open', 'read', 'prove', 'judge'];
const CURRENT = { opening: 'open', files: 'read', proving: 'prove', judging: 'judge' } as const;

/** The four steps and how far they are; before a reading all are still to come. */
export function chipSteps(chip: ChipState): ChipStepLine[] {
  const current = chip.step === 'reading' ? ORDER.indexOf(CURRENT[chip.stage]) : -1;
  return ORDER.map((name, index) => ({
    name,
    mark: index < current ? 'done' : index === current ? 'now' : 'later',
  }));
}

/** Whole per cent of a file. */
export function percentOf({ read, total }: FileProgress): number {
  return total === 0 ? 100 : Math.floor((100 * read) / total);
}
