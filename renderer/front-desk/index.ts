/** The front desk: the check-in form, what was recorded, the guests. */
export * from './check-in';
export * from './guests';
export * from './recorded';
export * from './registration-page';
