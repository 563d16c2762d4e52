/** The way from the outbox to the authority: batches in order, back-off, circuit, automatic return online, late verdicts. */
export { type Delivery, type DeliveryEvent, type DeliveryOptions, createDelivery } from './delivery';
export { type Schedule, machineSchedule } from './alarm';
export { BODY_SET_ASIDE, HEADER_NOT_TAKEN } from './outbox-sender';
