/** What was presented, understood: one folder a format, each with one `Format`. Pure; trusted keys and the time are arguments. */
export * from './format';
export * from './formats';
export * from './payment-code';
export * from './presented';
export { routedIssuer } from './e-id-code/routing';
export type { PortraitDecoder } from './resident-card/portrait-decoder';
