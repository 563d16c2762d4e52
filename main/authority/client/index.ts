/** The terminal's side of the protocol (openapi.yaml): enrolment, questions, delivery, trust list; nothing unsigned is believed. */
export {
  type AuthorityClient,
  type AuthorityClientOptions,
  type Health,
  createAuthorityClient,
} from './authority-client';
export type { DeliveryAnswer } from './batches';
export { AuthorityFailure, type AuthorityFailureCode } from './authority-failure';
export { type EnrolOptions, enrol } from './enrol';
export { Enrolment } from './enrolment';
export type { HeartbeatAnswer } from './schemas';
