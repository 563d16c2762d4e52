import { BackspaceIcon } from '@phosphor-icons/react/dist/csr/Backspace';
import type { Ref } from 'react';
import { Input, Label, Button as Pressable, TextField } from 'react-aria-components';
import { Icon } from '../components';
import { useWords } from '../messages';
import './pin-pad.css';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const MOST_DIGITS = 12;

/** A PIN, by keyboard or by touch. What is typed is never shown. */
export function PinPad({
  label,
  pin,
  onChange,
  inputRef,
}: {
  label: string;
  pin: string;
  onChange(pin: string): void;
  inputRef?: Ref<HTMLInputElement>;
}) {
  const { t } = useWords();
  const change = (next: string) => onChange(next.replaceAll(/\D/g, '').slice(0, MOST_DIGITS));
  return (
    <div className="pin-pad">
      <TextField className="field" value={pin} onChange={change} type="password" inputMode="none">
        <Label className="field-label">{label}</Label>
        <Input className="input" ref={inputRef} autoComplete="off" dir="ltr" />
      </TextField>
      {/* The keyboard types into the field; the keys are for fingers. */}
      <div className="pin-keys" dir="ltr">
        {[...digits, '0'].map((digit) => (
          <Pressable
            key={digit}
            className="pin-key"
            excludeFromTabOrder
            preventFocusOnPress
            onPress={() => change(pin + digit)}
          >
            {digit}
          </Pressable>
        ))}
        <Pressable
          className="pin-key"
          aria-label={t('operators.delete-digit')}
          excludeFromTabOrder
          preventFocusOnPress
          onPress={() => onChange(pin.slice(0, -1))}
        >
          <Icon of={BackspaceIcon} />
        </Pressable>
      </div>
    </div>
  );
}
