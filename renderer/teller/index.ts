/** The teller's space: the form of a customer or a claim, their consent, what was recorded, and its receipt. */
export * from './customer-form';
export * from './customer-recorded';
export * from './receipt-paper';
