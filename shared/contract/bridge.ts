/** Names and types only, no schemas: this is all that the sandboxed preload bundles. */
import type { Answer, CallName, Request } from './calls';
import type { EventMessage } from './events';

export const CALL_CHANNEL = 'vestibule:call';
export const EVENT_CHANNEL = 'vestibule:event';
export const BRIDGE_KEY = 'vestibule';

/** What the preload exposes as `window.vestibule`. */
export interface Bridge {
  call<C extends CallName>(name: C, request: Request<C>): Promise<Answer<C>>;
  /** Calls `listener` for each event; the answer stops it. */
  listen(listener: (message: EventMessage) => void): () => void;
}
