// oxlint-disable-next-line import/default -- Vite gives the address of the built worker as the default export.
import workerUrl from './decode.worker.ts?worker&url';

/** The part of Trusted Types (W3C) that is used here; TypeScript's DOM library does not have it yet. */
interface TrustedTypes {
  /** What comes out is accepted where a script's address is asked for; it is a string to TypeScript only. */
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): string };
}

declare global {
  interface Window {
    readonly trustedTypes: TrustedTypes;
  }
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/** Starts the decoding worker. The page's policy lets scripts come from our own origin only, and so does this. */
export function startDecodeWorker(): Worker {
  policy ??= window.trustedTypes.createPolicy('decode-worker', { createScriptURL: ownAddress });
  return new Worker(policy.createScriptURL(workerUrl), { type: 'module', name: 'decoding' });
}

function ownAddress(address: string): string {
  const { protocol, host, href } = new URL(address, location.href);
  if (protocol !== location.protocol || host !== location.host)
    throw new TypeError('A worker may only come from the app itself.');
  return href;
}
