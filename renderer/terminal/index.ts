/** The window's end of the contract: a typed client, and the store of what the terminal tells. */
export * from './client';
export * from './store';
export * from './terminal-provider';
export * from './view';
