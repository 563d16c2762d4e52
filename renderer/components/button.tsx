import type { Icon as Phosphor } from '@phosphor-icons/react';
import type { ReactNode, Ref } from 'react';
import { Button as Pressable, type ButtonProps as PressableProps } from 'react-aria-components';
import { Icon } from './icon';
import './button.css';

interface ButtonProps extends Omit<PressableProps, 'className' | 'style' | 'children'> {
  kind?: 'primary' | 'secondary' | 'quiet';
  /** The size of the actions at the foot of a screen. */
  big?: boolean;
  icon?: Phosphor;
  /** The key that does the same, as it is written on keyboards. */
  hint?: string | undefined;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ kind = 'secondary', big, icon, hint, children, ref, ...rest }: ButtonProps) {
  return (
    <Pressable {...rest} ref={ref} className={`button ${kind}${big ? ' big' : ''}`}>
      {icon && <Icon of={icon} />}
      {children}
      {hint && <kbd aria-hidden="true">{hint}</kbd>}
    </Pressable>
  );
}

/** A button in running text: small, underlined, with a target of full size around it. */
export function LinkButton({ children, ...rest }: Omit<PressableProps, 'className' | 'style'>) {
  return (
    <Pressable {...rest} className="link-button">
      {children}
    </Pressable>
  );
}
