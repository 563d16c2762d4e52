/** The space of an auditor: every entry of the journal, its chain, its exports, its receipts. */
export * from './journal';
