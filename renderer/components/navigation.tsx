import type { Icon as Phosphor } from '@phosphor-icons/react';
import { ChartBarIcon } from '@phosphor-icons/react/dist/csr/ChartBar';
import { NotebookIcon } from '@phosphor-icons/react/dist/csr/Notebook';
import { ScanIcon } from '@phosphor-icons/react/dist/csr/Scan';
import { SlidersHorizontalIcon } from '@phosphor-icons/react/dist/csr/SlidersHorizontal';
import { UsersIcon } from '@phosphor-icons/react/dist/csr/Users';
import type { ReactNode } from 'react';
import { Button as Pressable } from 'react-aria-components';
import { useWords } from '../messages';
import { Icon } from './icon';
import { Mark } from './mark';
import './navigation.css';

const spaces = ['desk', 'guests', 'day', 'journal', 'set-up'] as const;
export type SpaceName = (typeof spaces)[number];
const icons: Readonly<Record<SpaceName, Phosphor>> = {
  desk: ScanIcon,
  guests: UsersIcon,
  day: ChartBarIcon,
  journal: NotebookIcon,
  'set-up': SlidersHorizontalIcon,
};

interface NavigationProps {
  site: string;
  /** What is done at the desk, and those who were recorded, by the purpose that is selected. */
  desk: string;
  guests: string;
  /** Where a purpose is selected. */
  purpose: ReactNode;
  /** Who works here. */
  foot: ReactNode;
  current: SpaceName;
  onGo(space: SpaceName): void;
  guestsToday: number;
}

/** The spaces of the window, and who works here. */
export function Navigation({ site, purpose, foot, current, onGo, guestsToday, ...named }: NavigationProps) {
  const { t, number } = useWords();
  return (
    <nav className="navigation" aria-label={t('navigation.label')}>
      <div className="brand">
        <Mark />
        {t('product')}
      </div>
      <p className="site">{site}</p>
      {purpose}
      <ul>
        {spaces.map((space) => (
          <li key={space}>
            <Pressable
              className="space"
              aria-current={space === current ? 'page' : undefined}
              onPress={() => onGo(space)}
            >
              <Icon of={icons[space]} weight={space === current ? 'fill' : 'regular'} />
              {space === 'desk' || space === 'guests' ? named[space] : t(`space.${space}`)}
              {space === 'guests' && guestsToday > 0 && (
                <span className="count" aria-hidden="true">
                  {number(guestsToday)}
                </span>
              )}
            </Pressable>
          </li>
        ))}
      </ul>
      {foot}
    </nav>
  );
}
