/** The append-only chained log on disk with its projections: what happened, so that it cannot be lost or altered. */
export * from './created-marker';
export * from './entry-hash';
export * from './entry-list';
export * from './journal';
export { openJournalFileReadOnly } from './journal-file';
export { type JournalOptions, openJournal } from './open-journal';
export * from './receipt';
export * from './verify-journal';
