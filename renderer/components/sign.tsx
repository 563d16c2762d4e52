import type { ReactNode } from 'react';
import type { Outcome } from '../../shared/domain/verdict';
import { Glyph, outcomeClass } from './glyph';
import './sign.css';

interface SignProps {
  /** What the sign says; `idle` is the same sign in ink, `none` as long as it cannot say even that. */
  outcome: Outcome | 'idle' | 'none';
  word: string;
  sentence: ReactNode;
  /** At the end: the reader and the time, or the purpose. */
  meta?: ReactNode;
  /** In a form the sign shrinks and stays. */
  slim?: boolean;
  /** A new value lets the sign drop in again. */
  occasion?: string;
}

/** A longer word is set smaller, so that it stays in one line. */
const LONG_WORD = 14;

/** The sign: the one place that says what is true. It is announced when it changes, a refusal at once. */
export function Sign({ outcome, word, sentence, meta, slim = false, occasion }: SignProps) {
  const shown = outcome === 'none' ? 'idle' : outcome;
  const kind = shown === 'idle' ? 'idle' : outcomeClass[shown];
  return (
    <header
      className="sign-place"
      data-outcome={outcome === 'none' ? undefined : outcome}
      role={outcome === 'refused' ? 'alert' : 'status'}
      aria-atomic="true"
    >
      <div
        className={`sign ${kind}${slim ? ' slim' : ''}${word.length > LONG_WORD ? ' long' : ''}`}
        key={occasion}
      >
        <Glyph outcome={shown} />
        <div className="sign-words">
          <h1>{word}</h1>
          <p>{sentence}</p>
        </div>
        {meta && <p className="sign-meta">{meta}</p>}
      </div>
    </header>
  );
}
