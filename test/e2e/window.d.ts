import type { Bridge } from '../../shared/contract/bridge';

declare global {
  interface Window {
    readonly vestibule: Bridge;
  }
}
