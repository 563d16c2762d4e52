import { useEffect, useState } from 'react';
import type { Reply } from '../../shared/contract/calls';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { ErrorNote, Field } from '../components';
import { useWords } from '../messages';
import { useTerminal } from '../terminal';
import { ListFreshness } from './list-freshness';
import { TrustedKeyList } from './trusted-key-list';
import { useTrustedKeys } from './use-trusted-keys';
import './trust.css';

/** Lists age and are renewed while one looks. */
const LOOK_EVERY_MS = 10_000;

/** Who may vouch here: every issuer with its keys and what it may sign, and how old the lists are that say so. */
export function Trust() {
  const { t } = useWords();
  const { client } = useTerminal();
  const [trust, setTrust] = useState<Reply<'trust.lists'> | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [search, setSearch] = useState('');
  const keys = useTrustedKeys(search.trim());
  useEffect(() => {
    let current = true;
    const look = async () => {
      try {
        const read = await client.call('trust.lists', {});
        if (current) setTrust(read);
      } catch (thrown) {
        if (current) setProblem(reportOf(thrown).code);
      }
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [client]);
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
