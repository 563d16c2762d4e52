import type { Alerts } from './alerts';

/** Tells that the authority shows a signing key which the pinned one does not lead to: once, until one is followed. */
export class SuccessionAlert {
  #raised: string | undefined;

  constructor(private readonly alerts: Pick<Alerts, 'raise' | 'dismiss'>) {}

  refused(): void {
    this.#raised ??= this.alerts.raise({ code: 'succession-refused' });
  }

  followed(): void {
    if (this.#raised !== undefined) this.alerts.dismiss(this.#raised);
    this.#raised = undefined;
  }
}
