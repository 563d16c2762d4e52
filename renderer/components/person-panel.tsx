import type { ReactNode } from 'react';
import type { Claims } from '../../shared/domain/claims';
import { useWords } from '../messages';
import { languageOfName, personName } from './person-name';
import './person-panel.css';

interface PersonPanelProps {
  /** Left out where there is no person to show yet. */
  portrait?: ReactNode;
  claims: Claims;
  /** A few words more about the person, beside the second name. */
  traits?: readonly string[];
  /** What stands where a name would, if there is none. */
  nameless: string;
  /** Under the name: nobody has vouched for it. */
  unproven?: boolean;
  children: ReactNode;
}

/** A person: portrait, name in its own script, in Latin letters or the second language below, and the facts. */
export function PersonPanel({
  portrait,
  claims,
  traits = [],
  nameless,
  unproven,
  children,
}: PersonPanelProps) {
  const { t } = useWords();
  const { name, latin, second } = personName(claims);
  const beside = latin ?? second;
  return (
    <section className={portrait ? 'person' : 'person unseen-yet'}>
      {portrait}
      <div className="person-facts">
        {name ? (
          <h2
            className={name.length > 18 ? 'name long' : 'name'}
            lang={languageOfName(name, claims.language)}
          >
            <bdi>{name}</bdi>
          </h2>
        ) : (
          <h2 className="name nameless">{nameless}</h2>
        )}
        {(beside || traits.length > 0) && (
          <p className="beside">
            {beside && <bdi lang={languageOfName(beside, claims.secondLanguage)}>{beside}</bdi>}{' '}
            <span>{traits.join(' · ')}</span>
          </p>
        )}
        {unproven && <p className="unproven">{t('person.unproven')}</p>}
        {children}
      </div>
    </section>
  );
}
