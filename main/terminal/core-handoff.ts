import { type HandoffParts, Handoff } from '../handoff';
import type { Alerts } from './alerts';
import type { SitePurposes } from './site-purposes';

interface CoreHandoffParts extends Pick<
  HandoffParts,
  'journal' | 'now' | 'monotonic' | 'terminal' | 'note' | 'noteSettings' | 'training'
> {
  purposes: SitePurposes;
  alerts: Alerts;
  changed(): void;
}

/** The handoff of an open terminal. That its folder cannot be written stands on every screen until it can. */
export function createHandoff({ purposes, alerts, changed, ...parts }: CoreHandoffParts): Handoff {
  let told: string | undefined;
  return new Handoff({
    ...parts,
    purpose: (name) => purposes.known(name),
    onFolder: (problem) => {
      if (told !== undefined) alerts.dismiss(told);
      told = problem === null ? undefined : alerts.raise({ code: 'handoff-stopped', detail: problem });
      changed();
    },
  });
}
