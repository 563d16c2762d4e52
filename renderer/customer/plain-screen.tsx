import type { ReactNode } from 'react';
import type { CustomerView } from '../../shared/contract/customer-view';
import { Glyph, Mark, outcomeClass } from '../components';
import { useWords } from '../messages';

type PlainView = Exclude<CustomerView, { show: 'wallet' | 'consent' }>;

/** One sign and one sentence: welcome, being looked at, or how it ended. */
export function PlainScreen({ view, children }: { view: PlainView | null; children: ReactNode }) {
  const { t } = useWords();
  if (!view) return <div className="customer-plain" />;
  const outcome = view.show === 'outcome' ? view.outcome : 'idle';
  const said = saidOf(view);
  const [word, sentence] = [t(said), t(`${said}-sentence`)];
  return (
    <div className="customer-plain">
      <p className="customer-site">
        <Mark />
        {view.site}
      </p>
      <output
        className={`customer-sign ${outcome === 'idle' ? 'idle' : outcomeClass[outcome]}`}
        data-outcome={outcome}
        aria-atomic="true"
      >
        <Glyph outcome={outcome} />
        <div>
          <h1>{word}</h1>
          <p>{sentence}</p>
        </div>
      </output>
      {children}
    </div>
  );
}

/** The message that a view says; its sentence has the same name. */
function saidOf(view: PlainView) {
  if (view.show === 'outcome') return `customer.outcome.${view.outcome}` as const;
  if (view.show === 'answered') return view.given ? 'customer.given' : 'customer.not-given';
  return `customer.${view.show}` as const;
}
