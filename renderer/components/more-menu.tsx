import { DotsThreeIcon } from '@phosphor-icons/react/dist/csr/DotsThree';
import { Menu, MenuItem, MenuTrigger, Popover, Button as Pressable } from 'react-aria-components';
import { Icon } from './icon';
import './more-menu.css';

/** What else can be done with one row. */
export function MoreMenu({
  label,
  actions,
}: {
  label: string;
  actions: readonly { readonly key: string; readonly label: string; act(): void }[];
}) {
  return (
    <MenuTrigger>
      <Pressable className="more-button" aria-label={label}>
        <Icon of={DotsThreeIcon} />
      </Pressable>
      <Popover className="choices-popover" placement="bottom end">
        <Menu className="choices-list">
          {actions.map(({ key, label: words, act }) => (
            <MenuItem key={key} id={key} className="choice" onAction={act}>
              {words}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
