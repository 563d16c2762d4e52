import { Dot } from './dot';
import type { Stop } from './rail-stops';
import './route.css';

/** The line itself. When a record is delivered, it is seen leaving the queue for the authority. */
export function Route({
  stops,
  slim,
  delivered,
}: {
  stops: readonly Stop[];
  slim: boolean;
  delivered: number;
}) {
  return (
    <ol className={slim ? 'route slim' : 'route'}>
      {stops.map((stop) => (
        <li key={stop.id} className={classOf(stop)}>
          <Dot state={stop.dot} />
          {stop.leaving && delivered > 0 && <i className="traveller" key={delivered} aria-hidden="true" />}
          {slim ? (
            <>
              <span className="short" aria-hidden="true">
                {stop.short}
              </span>
              <span className="unseen">{`${stop.name}: ${stop.line}`}</span>
            </>
          ) : (
            <>
              <b>{stop.name}</b>
              <span>{stop.line}</span>
            </>
          )}
        </li>
      ))}
    </ol>
  );
}

function classOf({ cut, last, gap }: Stop): string {
  return [cut && 'cut', last && 'last', gap && 'gap'].filter(Boolean).join(' ');
}
