import type { ReactNode } from 'react';
import { useWords } from '../messages';
import { languageOfName } from './person-name';
import './person-panel.css';

interface PersonPanelProps {
  /** Left out where there is no person to show yet. */
  portrait?: ReactNode;
  name?: string;
  latin?: string;
  /** A few words more about the person, beside the Latin name. */
  traits?: readonly string[];
  /** What stands where a name would, if there is none. */
  nameless: string;
  /** Under the name: nobody has vouched for it. */
  unproven?: boolean;
  children: ReactNode;
}

/** A person: portrait, name in its own script with Latin letters below, and the facts. */
export function PersonPanel({
  portrait,
  name,
  latin,
  traits = [],
  nameless,
  unproven,
  children,
}: PersonPanelProps) {
  const { t } = useWords();
  return (
    <section className={portrait ? 'person' : 'person unseen-yet'}>
      {portrait}
      <div className="person-facts">
        {name ? (
          <h2 className={name.length > 18 ? 'name long' : 'name'} lang={languageOfName(name)}>
            {name}
          </h2>
        ) : (
          <h2 className="name nameless">{nameless}</h2>
        )}
        {(latin || traits.length > 0) && (
          <p className="latin">
            {latin} <span>{traits.join(' · ')}</span>
          </p>
        )}
        {unproven && <p className="unproven">{t('person.unproven')}</p>}
        {children}
      </div>
    </section>
  );
}
