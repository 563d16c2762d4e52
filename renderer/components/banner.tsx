import type { ReactNode } from 'react';
import './banner.css';

interface BannerProps {
  /** `training` is striped; `loud` is ink on its head: what must not be overlooked. */
  kind?: 'plain' | 'training' | 'loud';
  mark?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** How it is announced: not at all, when there is a pause, or at once. */
  announced?: 'never' | 'politely' | 'at-once';
}

/** One line above the stage that holds for every screen. */
export function Banner({ kind = 'plain', mark, title, children, actions, announced = 'never' }: BannerProps) {
  return (
    <div className={`banner ${kind}`} role={roles[announced]}>
      {mark}
      <p>
        <b>{title}</b> {children}
      </p>
      {actions && <div className="banner-actions">{actions}</div>}
    </div>
  );
}

const roles = { never: 'note', politely: 'status', 'at-once': 'alert' } as const;
