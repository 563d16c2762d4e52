import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check';
import type { ChipState, FileProgress } from '../../../shared/domain/chip-state';
import { Dot, Icon } from '../../components';
import { useWords } from '../../messages';
import { type ChipStepLine, chipSteps, percentOf } from './chip-steps';

/** The four steps with the chip, and each file while it is read. */
export function ChipProgress({ chip }: { chip: ChipState }) {
  const { t } = useWords();
  const files = chip.step === 'reading' ? chip.files : [];
  return (
    <ol className="chip-steps" aria-label={t('chip.steps')}>
      {chipSteps(chip).map((step) => (
        <li key={step.name} className={step.mark} aria-current={step.mark === 'now' ? 'step' : undefined}>
          <Mark step={step} />
          <b>{t(`chip.step.${step.name}`)}</b>
          <span className="secondary">{t(`chip.mark.${step.mark}`)}</span>
          {step.name === 'read' && files.length > 0 && (
            <ul>
              {files.map((file) => (
                <FileLine key={file.file} file={file} />
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}

function Mark({ step: { mark } }: { step: ChipStepLine }) {
  if (mark === 'done') return <Icon of={CheckIcon} weight="bold" />;
  return <Dot state={mark === 'now' ? 'live' : 'waiting'} />;
}

function FileLine({ file }: { file: FileProgress }) {
  const { t, number } = useWords();
  const name = t(`chip.file.${file.file}`);
  return (
    <li>
      <span>{name}</span>
      <progress className="chip-bar" aria-label={name} max={100} value={percentOf(file)} />
      <span className="secondary">{t('chip.bytes', { n: number(file.total) })}</span>
    </li>
  );
}
