/** The words: one catalogue a language, typed so that a missing message fails the build, and `Intl` for times, dates and numbers. */
export * from './catalogues';
export * from './error-words';
export * from './language';
export * from './moments';
export * from './next-steps';
export * from './translate';
export * from './words';
