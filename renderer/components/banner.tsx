import type { ReactNode } from 'react';
import './banner.css';

interface BannerProps {
  /** `training` is striped; `loud` is ink on its head: what must not be overlooked. */
  kind?: 'plain' | 'training' | 'loud';
  mark?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** How urgently it is announced: `note` not at all. */
  role?: 'note' | 'status' | 'alert';
}

/** One line above the stage that holds for every screen. */
export function Banner({ kind = 'plain', mark, title, children, actions, role = 'note' }: BannerProps) {
  return (
    <div className={`banner ${kind}`} role={role}>
      {mark}
      <p>
        <b>{title}</b> {children}
      </p>
      {actions && <div className="banner-actions">{actions}</div>}
    </div>
  );
}
