/** The append-only chained log on disk with its projections: what happened, so that it cannot be lost or altered. */
export * from './journal';
