import type { Day } from '../../shared/contract/day-calls';
import { Outcome } from '../../shared/domain/verdict';
import { Glyph, outcomeClass } from '../components';
import { useWords } from '../messages';

/** The four outcomes, each with its shape, its words, its colour and its count: the one place besides the sign that is coloured. */
export function Outcomes({ day }: { day: Day }) {
  const { t, number, percent } = useWords();
  const total = presentationsOf(day);
  const most = Math.max(1, ...Object.values(day.outcomes));
  return (
    <section className="picture" aria-labelledby="outcomes">
      <div className="picture-head">
        <h2 id="outcomes">{t('day.outcomes')}</h2>
        <span className="quiet">{t('day.outcomes-total', { n: total })}</span>
      </div>
      <ul className="outcomes">
        {inOrder.map((outcome) => (
          <li key={outcome} data-outcome-count={outcome}>
            <Glyph outcome={outcome} small />
            <span>{t(`outcome.${outcome}`)}</span>
            <span className="outcome-track" aria-hidden="true">
              <span
                className={outcomeClass[outcome]}
                style={{ inlineSize: `${(day.outcomes[outcome] / most) * 100}%` }}
              />
            </span>
            <b>{number(day.outcomes[outcome])}</b>
            <span className="quiet">{total === 0 ? '' : percent(day.outcomes[outcome] / total)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** As a desk sees them: the good, what is a person's to compare, what waits, the bad. */
const inOrder = [
  Outcome.enum.verified,
  Outcome.enum['check-by-eye'],
  Outcome.enum['unverified-queued'],
  Outcome.enum.refused,
];

/** How often something was presented that day. */
export function presentationsOf({ outcomes }: Day): number {
  return Object.values(outcomes).reduce((sum, count) => sum + count, 0);
}
