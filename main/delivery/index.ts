/** The way from the outbox to the authority: batches in order, back-off, circuit, automatic return online, late verdicts. */
export { type Delivery, type DeliveryEvent, type DeliveryOptions, createDelivery } from './delivery';
export { type Schedule, machineSchedule } from './alarm';
