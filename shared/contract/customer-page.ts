import type { CallName } from './calls';
import type { EventName } from './events';

/** The calls that the customer's window may make: none of them answers with anything about a person. */
export const customerCalls: readonly CallName[] = [
  'customer.read',
  'customer.decline',
  'customer.consent',
  'settings.read',
];

/** The events that the customer's window hears. */
export const customerEvents: readonly EventName[] = ['customer', 'settings', 'process', 'installation'];
