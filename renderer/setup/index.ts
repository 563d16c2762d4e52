/** The set-up space: readers, preferences, about this machine. */
export * from './set-up';
