/** Framing that windows and terminal share: keys and texts from readers, cut into presentations; pure. */
export { isAim, splitAim } from './aim';
export { isPaymentCard, isPaymentStripe } from './payment-card';
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
} from './wedge';
export { keyOf, plainKey, type WedgeKey } from './wedge-key';
