/** The contract between windows, shell and terminal: every call and event with its schema. */
export * from './bridge';
export * from './calls';
export * from './chip-calls';
export * from './dispatch';
export * from './events';
export * from './guest';
export * from './operator-calls';
export * from './journal-calls';
export * from './terminal-state';
