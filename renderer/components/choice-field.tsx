import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown';
import {
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Button as Pressable,
  Select,
  SelectValue,
} from 'react-aria-components';
import { FieldFault } from './field';
import { Icon } from './icon';
import './choice-field.css';

interface ChoiceFieldProps<Key extends string> {
  label: string;
  /** Shown while nothing is chosen. */
  prompt: string;
  choices: readonly { readonly key: Key; readonly label: string; readonly lang?: string | undefined }[];
  /** Empty while nothing is chosen. */
  selected: NoInfer<Key> | '';
  onSelect(key: NoInfer<Key>): void;
  fault?: string | undefined;
  /** The label is for screen readers alone: the place says to the eye what it is. */
  bare?: boolean;
}

/** One of a list: opens below itself, is searched by typing, and closes with the choice. */
export function ChoiceField<Key extends string>(props: ChoiceFieldProps<Key>) {
  const { label, prompt, choices, selected, onSelect, fault, bare = false } = props;
  const lang = choices.find(({ key }) => key === selected)?.lang;
  return (
    <Select
      className={bare ? 'field choice-field bare' : 'field choice-field'}
      placeholder={prompt}
      selectedKey={selected === '' ? null : selected}
      onSelectionChange={(chosen) => {
        const choice = choices.find(({ key }) => key === chosen);
        if (choice) onSelect(choice.key);
      }}
      isInvalid={fault !== undefined}
    >
      <Label className={bare ? 'unseen' : 'field-label'}>{label}</Label>
      <Pressable className="input">
        <SelectValue className="chosen" lang={lang} />
        <Icon of={CaretDownIcon} size="small" />
      </Pressable>
      <FieldError className="field-fault">
        <FieldFault>{fault}</FieldFault>
      </FieldError>
      <Popover className="choices-popover">
        <ListBox className="choices-list">
          {choices.map((choice) => (
            <ListBoxItem
              key={choice.key}
              id={choice.key}
              textValue={choice.label}
              className="choice"
              lang={choice.lang}
            >
              {choice.label}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
