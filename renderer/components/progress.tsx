import './progress.css';

/** How much of a known amount is done: a line of ink. The count in words stands beside it. */
export function Progress({ label, done, total }: { label: string; done: number; total: number }) {
  return (
    <progress
      className="progress"
      aria-label={label}
      max={Math.max(1, total)}
      value={Math.min(done, total)}
    />
  );
}
