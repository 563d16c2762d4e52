import type { EventMessage, EventName } from '../../shared/contract/events';
import type { TerminalState } from '../../shared/contract/terminal-state';
import type { DeliveryState } from '../../shared/domain/delivery-state';
import type { ErrorCode, ErrorReport } from '../../shared/domain/error';
import { type Settings, defaultSettings } from '../../shared/domain/settings';
import type { WalletRequest } from '../../shared/domain/wallet-request';

/** How many deliveries are remembered for the screens that show one record's way. */
const DELIVERIES_KEPT = 200;

/** What a window knows about its terminal. */
export interface View {
  /** Null until the terminal has answered for the first time. */
  readonly state: TerminalState | null;
  readonly settings: Settings;
  readonly processUp: boolean;
  /** Why the first answer did not come, if it failed otherwise than by restarting. */
  readonly startProblem: ErrorReport | null;
  /** A presentation is being verified. */
  readonly reading: boolean;
  /** What a reader could not deliver, until the next read. */
  readonly readerProblem: { reader: string; code: ErrorCode } | null;
  /** The request to a wallet that is under way, or that ended and is not put away. */
  readonly wallet: WalletRequest | null;
  /** By entry, newest last. */
  readonly deliveries: ReadonlyMap<string, { state: DeliveryState; reason?: string }>;
  /** Counts deliveries acknowledged: the rail lets a record travel for each. */
  readonly delivered: number;
  /** Counts what makes a list of guests out of date. */
  readonly changes: number;
}

export const unknownView: View = {
  state: null,
  settings: defaultSettings,
  processUp: true,
  startProblem: null,
  reading: false,
  readerProblem: null,
  wallet: null,
  deliveries: new Map(),
  delivered: 0,
  changes: 0,
};

/** What ends a reading: its verdict, a fault, whatever took the text for something else, and a terminal that went away. */
export const readingEnds: ReadonlySet<EventName> = new Set<EventName>([
  'verdict',
  'problem',
  'process',
  'enrolment-ticket',
  'installation',
  'test-read',
]);

/** With or without “one moment”; the same view where that is how it was. */
export function withReading(view: View, reading: boolean): View {
  return view.reading === reading ? view : { ...view, reading };
}

/** The fault of a reader is history once something is read; the same view where there was none. */
export function withoutFault(view: View): View {
  return view.readerProblem === null ? view : { ...view, readerProblem: null };
}

/**
 * The view after an event. An event that changes nothing gives the same view back. That a reading has begun is said by
 * the store, if it takes a moment.
 */
export function nextView(before: View, message: EventMessage): View {
  const view = readingEnds.has(message.event) ? withReading(before, false) : before;
  switch (message.event) {
    case 'state':
      return {
        ...view,
        state: message.payload,
        processUp: true,
        startProblem: null,
        changes: changed(view, message.payload),
      };
    case 'settings':
      return { ...view, settings: message.payload };
    case 'process':
      return {
        ...view,
        processUp: message.payload.up,
        wallet: message.payload.up ? view.wallet : null,
      };
    case 'reading':
    case 'verdict':
      return withoutFault(view);
    case 'problem':
      return { ...view, readerProblem: message.payload };
    case 'delivery': {
      const { entry, state, reason } = message.payload;
      const kept = [...view.deliveries].filter(([id]) => id !== entry).slice(-(DELIVERIES_KEPT - 1));
      return {
        ...view,
        deliveries: new Map([...kept, [entry, { state, reason }]]),
        delivered: view.delivered + (state === 'acknowledged' ? 1 : 0),
        changes: view.changes + 1,
      };
    }
    case 'wallet':
      return { ...view, wallet: message.payload.request };
    case 'late-verdict':
      return { ...view, changes: view.changes + 1 };
    case 'online':
    case 'offline':
      return view.state === null
        ? view
        : { ...view, state: connected(view.state, message.event === 'online') };
    case 'customer':
    case 'self-service':
    case 'enrolment-ticket':
    case 'installation':
    case 'test-read':
    case 'chip':
    case 'consent':
      return view;
    case 'alert':
      return view.state === null ? view : { ...view, state: withAlert(view.state, message.payload) };
    case 'reader':
      return view.state === null ? view : { ...view, state: withReader(view.state, message.payload) };
  }
}

/** A state with other figures of records or of their reports means that the guests changed too. */
function changed(view: View, next: TerminalState): number {
  const same =
    view.state !== null &&
    view.state.journal.entries === next.journal.entries &&
    view.state.outbox.queued === next.outbox.queued &&
    view.state.outbox.acknowledged === next.outbox.acknowledged &&
    view.state.outbox.refused === next.outbox.refused &&
    view.state.reportChanges === next.reportChanges;
  return same ? view.changes : view.changes + 1;
}

function connected(state: TerminalState, online: boolean): TerminalState {
  return { ...state, authority: { ...state.authority, online } };
}

function withAlert(state: TerminalState, alert: TerminalState['alerts'][number]): TerminalState {
  return { ...state, alerts: [...state.alerts.filter(({ id }) => id !== alert.id), alert] };
}

function withReader(state: TerminalState, reader: TerminalState['readers'][number]): TerminalState {
  const known = state.readers.some(({ id }) => id === reader.id);
  const readers = known
    ? state.readers.map((one) => (one.id === reader.id ? reader : one))
    : [...state.readers, reader];
  return { ...state, readers };
}
