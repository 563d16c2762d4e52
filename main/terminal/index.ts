/** The terminal: builds the parts of the core and serves the contract. Knows nothing of Electron. */
export { type Terminal, openTerminal } from './terminal';
