import type { ReactNode } from 'react';
import './facts.css';

export interface Fact {
  term: string;
  value: ReactNode;
  /** Takes the whole width: an address. */
  wide?: boolean;
}

/** Facts about a person or a document: three columns beside the portrait, or a list of lines. */
export function Facts({ facts, lines = false }: { facts: readonly Fact[]; lines?: boolean }) {
  return (
    <dl className={lines ? 'facts lines' : 'facts'}>
      {facts.map(({ term, value, wide }) => (
        <div key={term} className={wide ? 'wide' : undefined}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
