import type { ReactNode } from 'react';
import './actions.css';

/** The foot of a screen: one primary action at the start, what happens by itself at the end. */
export function Actions({ children, end }: { children?: ReactNode; end?: ReactNode }) {
  return (
    <div className="actions">
      {children}
      {end && <div className="actions-end">{end}</div>}
    </div>
  );
}

/** How long until the screen clears itself. Decoration for the eye: it is not announced every second. */
export function Countdown({ left, of, children }: { left: number; of: number; children: ReactNode }) {
  const circumference = 2 * Math.PI * 8;
  return (
    <span className="countdown">
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <circle className="track" cx="10" cy="10" r="8" />
        <circle
          className="left"
          cx="10"
          cy="10"
          r="8"
          strokeDasharray={`${(circumference * left) / of} ${circumference}`}
          transform="rotate(-90 10 10)"
        />
      </svg>
      {children}
    </span>
  );
}
