import { errorWords, useWords } from '../../messages';
import { Button, Dot } from '../../components';
import { useTerminal } from '../../terminal';
import { useCounter } from '../counter-context';

/** The chip of a document, while something else is half done: what is going on with it, in a line. */
export function ChipNotice() {
  const { t } = useWords();
  const { client } = useTerminal();
  const { chip } = useCounter().counter;
  if (chip.step === 'none') return null;
  const problem = 'problem' in chip && chip.problem ? errorWords(chip.problem, t) : undefined;
  const cancel = () => void client.call('chip.cancel', {}).catch(() => undefined);
  return (
    <output className="waiting-notice">
      <Dot state={problem ? 'attention' : 'live'} />
      <p>
        <b>{problem?.happened ?? t(`chip.${chip.step}.word`)}</b>
        <br />
        {problem?.next ?? (chip.step !== 'failed' && t(`chip.${chip.step}.sentence`))}
      </p>
      <Button kind="quiet" onPress={cancel}>
        {t('chip.cancel')}
      </Button>
    </output>
  );
}
