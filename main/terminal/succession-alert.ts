import type { Enrolment } from '../authority/client/enrolment';
import type { Alerts } from './alerts';

/** Tells that the authority shows a signing key which the pinned one does not lead to: once, until one is followed. */
export class SuccessionAlert {
  #raised: string | undefined;

  constructor(
    private readonly alerts: Pick<Alerts, 'raise' | 'dismiss'>,
    private readonly onFollowed: (enrolment: Enrolment) => void,
  ) {}

  refused(): void {
    this.#raised ??= this.alerts.raise({ code: 'succession-refused' });
  }

  followed(enrolment: Enrolment): void {
    if (this.#raised !== undefined) this.alerts.dismiss(this.#raised);
    this.#raised = undefined;
    this.onFollowed(enrolment);
  }
}
