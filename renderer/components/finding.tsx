import type { ReactNode } from 'react';
import { Dot } from './dot';
import './finding.css';

/** Something a person should know about this screen: a bar of ink, a sentence, what to do. Device faults are ink, never red. */
export function Finding({
  title,
  children,
  actions,
  urgent = false,
}: {
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** Announced at once. */
  urgent?: boolean;
}) {
  return (
    <div className="finding" role={urgent ? 'alert' : 'note'}>
      <Dot state="attention" />
      <div>
        <b className="finding-title">{title}</b>
        {children}
        {actions && <div className="finding-actions">{actions}</div>}
      </div>
    </div>
  );
}
