import type { CallName } from './calls';
import type { EventName } from './events';

/** The calls that the window of a terminal in self-service may make: none of them answers with anything about a guest. */
export const selfServicePageCalls: readonly CallName[] = [
  'self-service.read',
  'self-service.present',
  'self-service.ask-wallet',
  'self-service.number',
  'self-service.consent',
  'self-service.record',
  'self-service.clear',
  /** An operator's PIN: while somebody is signed in the staff's window stands in the place of this one. */
  'sign-in',
  'operators.list',
  'settings.read',
  'keys.waited',
];

/** The events that it hears. */
export const selfServicePageEvents: readonly EventName[] = [
  'self-service',
  'settings',
  'process',
  'installation',
];
