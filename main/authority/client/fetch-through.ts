import * as tls from 'node:tls';
import type { Connection } from '../../../shared/domain/connection';

export type Fetch = typeof globalThis.fetch;

/**
 * How requests travel: directly to this machine itself, else over TLS that trusts the roots of the runtime, those of the
 * system where the runtime can read them, and the site's own, through the site's proxy where it has one, and with this machine's own certificate where it was given one.
 * The library for it is loaded with the first request that needs it.
 */
export function fetchThrough(base: string, connection: Connection = {}): Fetch {
  const { proxy, certificateAuthorities, clientCertificate } = connection;
  if (proxy === undefined && base.startsWith('http:')) return globalThis.fetch;
  let opening: Promise<Fetch> | undefined;
  const open = async (): Promise<Fetch> => {
    const { Agent, ProxyAgent, fetch } = await import('undici');
    // Said here, for else a variable of the environment could have Node believe any certificate.
    const checked = { ca: trustedRoots(certificateAuthorities), rejectUnauthorized: true };
    const own = clientCertificate && {
      cert: clientCertificate.certificate,
      key: clientCertificate.privateKey,
    };
    const dispatcher =
      proxy === undefined
        ? new Agent({ connect: { ...checked, ...own } })
        : new ProxyAgent({ uri: proxy, requestTls: { ...checked, ...own }, proxyTls: checked });
    // The library's own types and the runtime's differ in name alone.
    return ((url: string, init: object) => fetch(url, { ...init, dispatcher })) as unknown as Fetch;
  };
  return async (url, init) => (await (opening ??= open()))(url, init);
}

function trustedRoots(own: string | undefined): string[] {
  const system = 'getCACertificates' in tls ? tls.getCACertificates('system') : [];
  return [...tls.rootCertificates, ...system, ...(own === undefined ? [] : [own])];
}
