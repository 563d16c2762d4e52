import type { ListAge } from '../../shared/contract/trust-calls';
import { useWords } from '../messages';
import './list-freshness.css';

/** How old each list is of how old it may become: a bar of ink that ends at the limit, marked at half where it warns. */
export function ListFreshness({ lists }: { lists: readonly ListAge[] }) {
  const { t } = useWords();
  return (
    <section className="freshness" aria-labelledby="freshness">
      <div className="freshness-heading">
        <h2 id="freshness">{t('trust.freshness')}</h2>
        <span className="quiet">{t('trust.past-limit')}</span>
      </div>
      <ul>
        {lists.map((list) => (
          <Gauge key={list.id} list={list} />
        ))}
      </ul>
    </section>
  );
}

function Gauge({ list }: { list: ListAge }) {
  const { t, age } = useWords();
  const { id, kind, state, ageSeconds, longestSeconds } = list;
  const part = state === 'stale' || state === 'absent' ? 1 : Math.min(1, ageSeconds / longestSeconds);
  const words = t(`trust.state-${state}`);
  return (
    <li className={`gauge-line ${state}`}>
      <span className="gauge-name">
        {t(`trust.${kind}`)}
        {kind === 'status-list' && <small dir="ltr">{id.replace(/^https:\/\//, '')}</small>}
      </span>
      <span className="gauge" aria-hidden="true">
        <span style={{ inlineSize: `${part * 100}%` }} />
      </span>
      <b>{state === 'absent' ? t('trust.never') : age(ageSeconds)}</b>
      <span className="quiet">{t('trust.of', { age: age(longestSeconds) })}</span>
      <span className="gauge-state">{words}</span>
    </li>
  );
}
