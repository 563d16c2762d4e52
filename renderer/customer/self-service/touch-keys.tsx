import { BackspaceIcon } from '@phosphor-icons/react/dist/csr/Backspace';
import { Button as Pressable } from 'react-aria-components';
import { Icon } from '../../components';
import { useWords } from '../../messages';

const digits = [...'1234567890'];
const rows = ['QWERTYUIOP', 'ASDFGHJKL-', 'ZXCVBNM'];

/** Keys for fingers, where there is no keyboard; what a keyboard types goes into the field itself. */
export function TouchKeys({
  letters = false,
  onKey,
  onDelete,
}: {
  /** Letters too; else digits alone, as on a telephone. */
  letters?: boolean;
  onKey(key: string): void;
  onDelete(): void;
}) {
  const { t } = useWords();
  const lines = letters
    ? [digits, ...rows.map((row) => [...row])]
    : [[...'123'], [...'456'], [...'789'], ['0']];
  return (
    <div className={letters ? 'touch-keys letters' : 'touch-keys'} dir="ltr">
      {lines.map((line, place) => (
        <div key={place}>
          {line.map((key) => (
            <Pressable
              key={key}
              className="pin-key"
              excludeFromTabOrder
              preventFocusOnPress
              onPress={() => onKey(key)}
            >
              {key}
            </Pressable>
          ))}
          {place === lines.length - 1 && (
            <Pressable
              className="pin-key"
              aria-label={t('operators.delete-digit')}
              excludeFromTabOrder
              preventFocusOnPress
              onPress={onDelete}
            >
              <Icon of={BackspaceIcon} />
            </Pressable>
          )}
        </div>
      ))}
    </div>
  );
}
