/** What a scanner types, caught in any window before anything else hears the keys. */
export * from './use-wedge';
