/** The words of the house as types with schemas: no behaviour that needs I/O. */
export * from './check-in';
export * from './claims';
export * from './delivery-state';
export * from './entry';
export * from './error';
export * from './format';
export * from './masked';
export * from './presentation';
export * from './purpose';
export * from './reader';
export * from './reason';
export * from './sample';
export * from './settings';
export * from './test-read';
export * from './trust-list';
export * from './verdict';
export * from './verification';
