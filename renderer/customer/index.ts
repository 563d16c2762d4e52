/** The window that the customer sees: what to do, what is asked for, how it ended; never anything about a person. */
export { CustomerWindow } from './customer-window';
