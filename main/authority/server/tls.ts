import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { VestibuleError } from '../../../shared/domain/error';

export interface TlsFiles {
  /** PEM: the server's certificate and those between it and a root. */
  readonly certificate: string;
  /** PEM: its private key. */
  readonly key: string;
  /** PEM: who signs the certificates that terminals have to show (mutual TLS). */
  readonly clientAuthorities?: string | undefined;
}

export interface Tls {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly ca?: Buffer;
  readonly requestCert: boolean;
  readonly rejectUnauthorized: boolean;
  readonly minVersion: 'TLSv1.2';
  /** The host names and addresses that the certificate is for. */
  readonly names: readonly string[];
}

/** Reads what TLS is served with. Throws file-unreadable: a file is not there, holds no certificate or key, or the two are no pair. */
export function readTls({ certificate, key, clientAuthorities }: TlsFiles): Tls {
  const [cert, privateKey] = [read(certificate), read(key)];
  const ca = clientAuthorities === undefined ? undefined : read(clientAuthorities);
  try {
    createSecureContext({ cert, key: privateKey, ...(ca && { ca }) });
    return {
      cert,
      key: privateKey,
      ...(ca && { ca }),
      requestCert: ca !== undefined,
      rejectUnauthorized: ca !== undefined,
      minVersion: 'TLSv1.2',
      names: namesOf(new X509Certificate(cert)),
    };
  } catch (cause) {
    throw new VestibuleError('file-unreadable', 'Certificate and key are not PEM, or no pair.', { cause });
  }
}

/** `DNS:authority.example, IP Address:192.0.2.7`; a wildcard names no host that a request could name. */
function namesOf({ subjectAltName = '' }: X509Certificate): string[] {
  return subjectAltName
    .split(', ')
    .map((name) => /^(?:DNS|IP Address):(.+)$/.exec(name)?.[1] ?? '')
    .filter((name) => name !== '' && !name.startsWith('*'));
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new VestibuleError('file-unreadable', `${file} cannot be read.`, { cause });
  }
}
