import type { EventMessage } from '../../shared/contract/events';
import type { ErrorReport } from '../../shared/domain/error';
import type { DeliveryEvent } from '../delivery/delivery';
import type { Journal } from '../journal/journal';
import type { Alerts } from './alerts';
import type { StaysElsewhere } from './stays-elsewhere';

interface DeliveryNewsParts {
  journal: Pick<Journal, 'outbox'>;
  alerts: Alerts;
  elsewhere: Pick<StaysElsewhere, 'compare'>;
  emit(message: EventMessage): void;
  changed(): void;
  /** Nothing may be recorded any more, for this reason. */
  stop(problem: ErrorReport): void;
  /** The authority was reached, or is not any more. */
  connected(online: boolean): void;
}

/** What delivery tells, passed on to the windows, and to a person where one has to know. */
export class DeliveryNews {
  /** The alert that an authority restored from a backup is being sent again what it lost. */
  #restored: string | undefined;

  constructor(private readonly parts: DeliveryNewsParts) {}

  hear(event: DeliveryEvent): void {
    const { journal, alerts, elsewhere, emit, changed, stop, connected } = this.parts;
    if (event.type === 'delivery') {
      const { entry, state, reason } = event;
      emit({ event: 'delivery', payload: { entry, state, reason } });
      if (state === 'refused') alerts.raise({ code: 'entry-refused', entry, detail: reason });
      this.#forgetRestored();
      if (journal.outbox.counts().queued === 0) void elsewhere.compare();
    } else if (event.type === 'rolled-back') {
      stop({
        code: 'journal-rolled-back',
        message:
          'The authority has records that this disk does not: it is an earlier copy. Enrol the terminal anew.',
      });
    } else if (event.type === 'resending') {
      this.#restored ??= alerts.raise({ code: 'authority-restored', detail: String(event.entries) });
    } else {
      const online = event.type === 'online';
      connected(online);
      emit({ event: event.type, payload: {} });
      if (online) void elsewhere.compare();
    }
    changed();
  }

  /** What the authority had lost is with it again. */
  #forgetRestored(): void {
    const { journal, alerts } = this.parts;
    if (this.#restored === undefined || journal.outbox.counts().queued > 0) return;
    alerts.dismiss(this.#restored);
    this.#restored = undefined;
  }
}
