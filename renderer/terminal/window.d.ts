import type { Bridge } from '../../shared/contract/bridge';

declare global {
  interface Window {
    /** Exposed by the preload; the only way out of the window. */
    readonly vestibule: Bridge;
  }
}
