import type { ReactNode } from 'react';
import type { Outcome } from '../../shared/domain/verdict';
import './glyph.css';

/** The look's short name of an outcome, as its colours and shapes are named. */
export const outcomeClass: Readonly<Record<Outcome, 'verified' | 'queued' | 'by-eye' | 'refused'>> = {
  verified: 'verified',
  'unverified-queued': 'queued',
  'check-by-eye': 'by-eye',
  refused: 'refused',
};

/** The shape of an outcome: disc, hexagon, square, octagon; `idle` is the frame of the empty sign. It always stands beside words. */
export function Glyph({ outcome, small = false }: { outcome: Outcome | 'idle'; small?: boolean }) {
  const name = outcome === 'idle' ? 'idle' : outcomeClass[outcome];
  return (
    <svg className={`glyph ${name}${small ? ' small' : ''}`} viewBox="0 0 64 64" aria-hidden="true">
      {shapes[name]}
    </svg>
  );
}

const shapes: Readonly<Record<'idle' | (typeof outcomeClass)[Outcome], ReactNode>> = {
  idle: (
    <g fill="none" stroke="currentColor" strokeWidth="5">
      <path d="M3 19V3h16M45 3h16v16M61 45v16H45M19 61H3V45" />
      <path d="M13 32h38" />
    </g>
  ),
  verified: (
    <>
      <circle cx="32" cy="32" r="32" fill="currentColor" />
      <path className="cut-line" d="M17.5 33.5 28 44 47 22.5" strokeWidth="6.5" />
    </>
  ),
  queued: (
    <>
      <path d="M32 0 59.7 16v32L32 64 4.3 48V16Z" fill="currentColor" />
      <path className="cut-line" d="M32 15.5V33l11 8" strokeWidth="6.5" />
    </>
  ),
  'by-eye': (
    <>
      <rect x="2" y="2" width="60" height="60" rx="9" fill="currentColor" />
      <path
        className="cut-line"
        d="M9 32c5.5-9.5 13.5-14 23-14s17.5 4.5 23 14c-5.5 9.5-13.5 14-23 14S14.5 41.5 9 32Z"
        strokeWidth="5"
      />
      <circle className="cut" cx="32" cy="32" r="7.5" />
    </>
  ),
  refused: (
    <>
      <path d="M18.7 0h26.6L64 18.7v26.6L45.3 64H18.7L0 45.3V18.7Z" fill="currentColor" />
      <path className="cut-line" d="m20 20 24 24M44 20 20 44" strokeWidth="6.5" />
    </>
  ),
};
