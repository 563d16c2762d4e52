import type { HTMLInputTypeAttribute, ReactNode, Ref } from 'react';
import { FieldError, Input, Label, Text, TextField, type TextFieldProps } from 'react-aria-components';
import { Dot } from './dot';
import './field.css';

interface FieldProps extends Omit<TextFieldProps, 'className' | 'style' | 'children'> {
  label: string;
  help?: string;
  fault?: string;
  type?: Extract<HTMLInputTypeAttribute, 'text' | 'search' | 'password'>;
  inputRef?: Ref<HTMLInputElement>;
  /** Where a line is not written in the direction of the screen: a number to call, an address. */
  dir?: 'ltr' | 'auto';
}

/** A line of text: label above, help or what is wrong below. */
export function Field({ label, help, fault, inputRef, dir, ...rest }: FieldProps) {
  return (
    <TextField {...rest} className="field" isInvalid={fault !== undefined}>
      <Label className="field-label">{label}</Label>
      <Input className="input" ref={inputRef} dir={dir} autoComplete="off" spellCheck={false} />
      {help && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      <FieldError className="field-fault">
        <FieldFault>{fault}</FieldFault>
      </FieldError>
    </TextField>
  );
}

/** The diamond and the sentence under a field in error. */
export function FieldFault({ children }: { children: ReactNode }) {
  return (
    <>
      <Dot state="attention" />
      <span>{children}</span>
    </>
  );
}
