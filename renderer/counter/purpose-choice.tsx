import { memo } from 'react';
import { ChoiceField } from '../components';
import { useWords } from '../messages';
import { useTerminal, useView } from '../terminal';

/** For what people are asked from now on, where this site has several purposes. A verdict draws it not anew. */
export const PurposeChoice = memo(function PurposeChoice() {
  const { t, localised } = useWords();
  const { client } = useTerminal();
  const { state } = useView();
  if (!state || state.purposes.length < 2) return null;
  return (
    <ChoiceField
      label={t('purpose.choose')}
      prompt={t('purpose.choose')}
      choices={state.purposes.map(({ name, title }) => ({ key: name, label: localised(title) }))}
      selected={state.purpose.name}
      onSelect={(name) => void client.call('purpose.select', { name }).catch(() => undefined)}
      bare
    />
  );
});
