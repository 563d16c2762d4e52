/** The sounds: one short tone an outcome, synthesised, with volume and mute. */
export * from './player';
export * from './tone';
