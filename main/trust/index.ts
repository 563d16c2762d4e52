/** Who may vouch: the trust list, its version that never goes back, and how fresh it is. */
export * from './accept-trust-list';
export * from './list-state';
export * from './read-trust-list';
export * from './status-list';
export * from './status-list-id';
export * from './trust-view';
export * from './trusted';
export * from './csca-master-list';
export * from './csca-store';
