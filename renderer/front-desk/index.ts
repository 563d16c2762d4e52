/** The front desk: ready, verdict, check-in, recorded, guests; readers that live in the window; the training tray. */
export { Window } from './window';
