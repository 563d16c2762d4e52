import { useState } from 'react';
import { ErrorNote, Field, ListFreshness, useTrustLists } from '../components';
import { useWords } from '../messages';
import { TrustedKeyList } from './trusted-key-list';
import { useTrustedKeys } from './use-trusted-keys';
import './trust.css';

/** Who may vouch here: every issuer with its keys and what it may sign, and how old the lists are that say so. */
export function Trust() {
  const { t } = useWords();
  const { trust, problem } = useTrustLists();
  const [search, setSearch] = useState('');
  const keys = useTrustedKeys(search.trim());
  const fault = problem ?? keys.problem;
  return (
    <div className="trust">
      {fault && <ErrorNote code={fault} />}
      {trust && <ListFreshness lists={trust.lists} />}
      <div className="trust-heading">
        <h2>{t('trust.keys')}</h2>
        <output className="quiet">
          {keys.total !== null && (keys.total === 0 ? t('trust.none') : t('trust.count', { n: keys.total }))}
        </output>
      </div>
      <Field label={t('trust.search')} type="search" maxLength={200} value={search} onChange={setSearch} />
      {keys.total !== null && keys.total > 0 && (
        <TrustedKeyList key={search} total={keys.total} keyAt={keys.keyAt} onRows={keys.want} />
      )}
      {trust !== null && trust.unreadable > 0 && (
        <p className="quiet">{t('trust.unreadable', { n: trust.unreadable })}</p>
      )}
    </div>
  );
}
