import { connect } from 'node:tls';

const PATIENCE_MS = 3_000;

/**
 * When the certificate at an https address ends; null for another address, behind a proxy, or where nobody answers. Nothing
 * is sent and nothing is believed: whether it may be trusted is decided where it is used.
 */
export function certificateEnd(url: string, throughProxy: boolean): Promise<Date | null> {
  const address = new URL(url);
  if (address.protocol !== 'https:' || throughProxy) return Promise.resolve(null);
  return new Promise((resolve) => {
    const end = (date: Date | null) => {
      socket.destroy();
      resolve(date);
    };
    const { hostname } = address;
    const port = Number(address.port || 443);
    const socket = connect({ host: hostname, port, servername: hostname, rejectUnauthorized: false }, () => {
      const ends = Date.parse(socket.getPeerCertificate().valid_to);
      end(Number.isNaN(ends) ? null : new Date(ends));
    });
    socket.setTimeout(PATIENCE_MS, () => end(null));
    socket.once('error', () => end(null));
  });
}
