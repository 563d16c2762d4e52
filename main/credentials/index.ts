/** What was presented, understood: one folder a format, each with one `Format`. Pure; trusted keys and the time are arguments. */
export * from './format';
export * from './formats';
export * from './presented';
