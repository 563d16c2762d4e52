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

/** How wide a word may be, in Latin letters, before it is set smaller to stay in one line; a Chinese character counts twice. */
const LONG_WORD = 14;

function widthOf(word: string): number {
  return [...word].reduce((width, character) => width + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
}

/** The sign: the one place that says what is true. It is announced when it changes, a refusal at once. */
export function Sign({ outcome, word, sentence, meta, slim = false, occasion }: SignProps) {
  const shown = outcome === 'none' ? 'idle' : outcome;
  const kind = shown === 'idle' ? 'idle' : outcomeClass[shown];
  return (
    <div
      className="sign-place"
      data-outcome={outcome === 'none' ? undefined : outcome}
      role={outcome === 'refused' ? 'alert' : 'status'}
      aria-atomic="true"
    >
      <div
        className={`sign ${kind}${slim ? ' slim' : ''}${widthOf(word) > LONG_WORD ? ' long' : ''}`}
        key={occasion}
      >
        <Glyph outcome={shown} />
        <div className="sign-words">
          <h1>{word}</h1>
          <p>{sentence}</p>
        </div>
        {meta && <p className="sign-meta">{meta}</p>}
      </div>
    </div>
  );
}
