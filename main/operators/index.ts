/** Who works at this terminal: operators and their PINs, who is signed in, and what a supervisor approved. */
export * from './accounts';
export * from './approvals';
export * from './session';
export * from './staff';
