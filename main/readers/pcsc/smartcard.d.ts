/**
 * The part of `smartcard` that is used. Declared here because the package is optional: where it could not be compiled
 * its own types are absent as well.
 */
declare module 'smartcard' {
  /** A context of PC/SC. Calls on one context wait for each other, so each card gets its own. */
  export class Context {
    /** Throws a plain Error, also where the service does not run. */
    constructor();
    /** Quick, and synchronous. Each has the state and the answer to reset of the card that lies on it. */
    listReaders(): Reader[];
    close(): void;
  }

  export interface Reader {
    readonly name: string;
    /** SCARD_STATE flags; the upper half counts insertions and removals. */
    readonly state: number;
    readonly atr: Buffer | null;
    connect(shareMode: number, protocols: number): Promise<Card>;
  }

  export interface Card {
    readonly protocol: number;
    /** Resolves to an empty buffer when the card is pulled meanwhile. */
    transmit(command: Buffer, options?: { maxRecvLength?: number }): Promise<Buffer>;
    reconnect(shareMode: number, protocols: number, initialisation: number): Promise<number>;
    /** Synchronous: it waits for whatever call is under way in the same context. */
    disconnect(disposition: number): void;
  }

  export const SCARD_SHARE_EXCLUSIVE: number;
  export const SCARD_PROTOCOL_T0: number;
  export const SCARD_PROTOCOL_T1: number;
  export const SCARD_LEAVE_CARD: number;
  export const SCARD_RESET_CARD: number;
  export const SCARD_STATE_PRESENT: number;
}
