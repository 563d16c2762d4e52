import { ArrowUUpLeftIcon } from '@phosphor-icons/react/dist/csr/ArrowUUpLeft';
import { LockIcon } from '@phosphor-icons/react/dist/csr/Lock';
import { UserCircleIcon } from '@phosphor-icons/react/dist/csr/UserCircle';
import { memo } from 'react';
import { Button as Pressable } from 'react-aria-components';
import { Icon } from '../components';
import { useWords } from '../messages';
import { useTerminal, useView } from '../terminal';
import { useSwitchOperator } from './gate';
import { useOperatorName } from './operator-name';
import './works-here.css';

/** Who works here, at the foot of the navigation: another operator takes over, or the screen is locked. A verdict draws it not anew. */
export const WorksHere = memo(function WorksHere() {
  const { t } = useWords();
  const { client } = useTerminal();
  const { state } = useView();
  const nameOf = useOperatorName();
  const switchOperator = useSwitchOperator();
  if (!state?.operator) return null;
  const { person } = state.session;
  return (
    <div className="works-here">
      <Pressable className="operator" onPress={switchOperator}>
        <Icon of={UserCircleIcon} />
        <span>
          <bdi>{nameOf(state.operator)}</bdi>
          <small>{t('operators.switch')}</small>
        </span>
      </Pressable>
      {person && state.selfService !== undefined && (
        <Pressable
          className="operator"
          onPress={() => void client.call('sign-out', {}).catch(() => undefined)}
        >
          <Icon of={ArrowUUpLeftIcon} />
          <span>{t('self-service.back')}</span>
        </Pressable>
      )}
      {person && state.selfService === undefined && (
        <Pressable
          className="operator"
          aria-keyshortcuts="Control+L"
          onPress={() => void client.call('lock', {}).catch(() => undefined)}
        >
          <Icon of={LockIcon} />
          <span>{t('operators.lock-now')}</span>
        </Pressable>
      )}
    </div>
  );
});
