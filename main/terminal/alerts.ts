import { randomUUID } from 'node:crypto';
import type { EventMessage } from '../../shared/contract/events';
import type { Alert } from '../../shared/contract/terminal-state';

/** How many stay on the screen; older ones are in the journal. */
const KEPT = 20;

/** What a person should know and has not dismissed yet. */
export class Alerts {
  #open: Alert[];

  constructor(
    notices: readonly Alert[],
    private readonly emit: (message: EventMessage) => void,
    private readonly now: () => Date,
  ) {
    this.#open = [...notices];
  }

  list(): Alert[] {
    return [...this.#open];
  }

  /** Answers its id. */
  raise(alert: Pick<Alert, 'code' | 'entry' | 'detail'>): string {
    const raised: Alert = { id: randomUUID(), at: this.now().toISOString(), ...alert };
    this.#open = [...this.#open, raised].slice(-KEPT);
    this.emit({ event: 'alert', payload: raised });
    return raised.id;
  }

  dismiss(id: string): void {
    this.#open = this.#open.filter((alert) => alert.id !== id);
  }
}
