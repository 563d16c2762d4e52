import { useWords } from '../messages';
import './dot.css';

/** What a device or a link is doing, by shape alone: filled live, ring waiting, struck off, diamond attention. */
export type DotState = 'live' | 'waiting' | 'off' | 'attention';

export function Dot({ state, label }: { state: DotState; label?: string }) {
  const { t } = useWords();
  return (
    <span className="dot">
      <svg viewBox="0 0 20 20" aria-hidden="true">
        {state === 'live' && <circle className="fill" cx="10" cy="10" r="7.5" />}
        {(state === 'waiting' || state === 'off') && (
          <>
            <circle className="ground" cx="10" cy="10" r="9.5" />
            <circle className="stroke" cx="10" cy="10" r="6.5" strokeWidth="2" />
          </>
        )}
        {state === 'waiting' && <circle className="fill" cx="10" cy="10" r="2.5" />}
        {state === 'off' && <path className="stroke" d="m5 15 10-10" strokeWidth="2" />}
        {state === 'attention' && (
          <>
            <path className="ground" d="M10-1 21 10 10 21-1 10Z" />
            <path className="fill" d="M10 .5 19.5 10 10 19.5.5 10Z" />
            <path className="mark" d="M10 5.5v5.5M10 13v2" strokeWidth="2" />
          </>
        )}
      </svg>
      <span className="unseen">{label ?? t(`dot.${state}`)}</span>
    </span>
  );
}
