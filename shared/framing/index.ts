/** Framing that windows and terminal share: keys and texts from readers, cut into presentations; pure. */
export { isAim, splitAim } from './aim';
export { checkDigit } from './mrz-check-digit';
export { isPaymentCard, isPaymentStripe } from './payment-card';
export { keyboardLayouts, type KeyboardLayout } from './keyboard-layouts';
export { readTestCode, type LayoutPair, type TypedTestCode } from './layout-detection';
export { TEST_CODE, isTestCode } from './test-code';
export { usCharacter } from './us-layout';
export {
  idleWedge,
  wedgeKey,
  wedgeRule,
  wedgeTime,
  type WedgeOutcome,
  type WedgeSettings,
  type WedgeState,
  type WedgeStep,
  type WedgeTyping,
} from './wedge';
export { keyOf, plainKey, type WedgeKey } from './wedge-key';
