import type { Icon as Phosphor } from '@phosphor-icons/react';
import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Icon } from './icon';
import './segments.css';

interface Segment<Key extends string> {
  key: Key;
  label: ReactNode;
  icon?: Phosphor;
  /** A number beside the label. */
  count?: string;
}

/** One choice out of a few, side by side; `listed` one below the other, for pages beside what they show. */
export function Segments<Key extends string>({
  label,
  segments,
  selected,
  onSelect,
  listed = false,
}: {
  label: string;
  segments: readonly Segment<Key>[];
  selected: NoInfer<Key>;
  onSelect(key: NoInfer<Key>): void;
  listed?: boolean;
}) {
  return (
    <ToggleButtonGroup
      className={listed ? 'segments listed' : 'segments'}
      orientation={listed ? 'vertical' : 'horizontal'}
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[selected]}
      onSelectionChange={(keys) => {
        const chosen = segments.find(({ key }) => keys.has(key));
        if (chosen) onSelect(chosen.key);
      }}
    >
      {segments.map(({ key, label: text, icon, count }) => (
        <ToggleButton key={key} id={key} className="segment">
          {icon && <Icon of={icon} size="small" />}
          {text}
          {count !== undefined && <span className="segment-count"> {count}</span>}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
