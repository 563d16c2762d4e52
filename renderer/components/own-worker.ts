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

/** Starts a worker of the app. The page's policy lets scripts come from our own origin only, and so does this. */
export function startOwnWorker(address: string, name: string): Worker {
  policy ??= window.trustedTypes.createPolicy('own-worker', { createScriptURL: ownAddress });
  return new Worker(policy.createScriptURL(address), { type: 'module', name });
}

function ownAddress(address: string): string {
  const { protocol, host, href } = new URL(address, location.href);
  if (protocol !== location.protocol || host !== location.host)
    throw new TypeError('A worker may only come from the app itself.');
  return href;
}
