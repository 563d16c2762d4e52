import { readFile } from 'node:fs/promises';
import { Connection, clientCertificateIn } from '../../shared/domain/connection';
import { VestibuleError } from '../../shared/domain/error';

export interface ConnectionOptions {
  proxy?: string;
  ca?: string;
  clientCertificate?: string;
  clientKey?: string;
}

/** How the site's network is passed, by the options of a command; undefined where none was given. Throws bad-request, file-unreadable. */
export async function connectionFrom(options: ConnectionOptions): Promise<Connection | undefined> {
  const { proxy, ca } = options;
  const clientCertificate = await clientCertificateFrom(options);
  if (proxy === undefined && ca === undefined && clientCertificate === undefined) return undefined;
  const certificateAuthorities = ca === undefined ? undefined : await textOf(ca);
  const connection = Connection.safeParse({ proxy, certificateAuthorities, clientCertificate });
  if (connection.success) return connection.data;
  throw new VestibuleError('bad-request', 'Give --proxy as a URL, and --ca as a file of PEM certificates.');
}

/** What this machine shows where an authority asks for a certificate; undefined where none was given. */
export async function clientCertificateFrom({ clientCertificate, clientKey }: ConnectionOptions) {
  if (clientCertificate === undefined) return undefined;
  const key = clientKey === undefined ? '' : await textOf(clientKey);
  const found = clientCertificateIn(`${await textOf(clientCertificate)}\n${key}`);
  if (found) return found;
  throw new VestibuleError(
    'bad-request',
    'Give --client-certificate as a PEM file, and its key, not encrypted, in there or as --client-key.',
  );
}

/** Throws file-unreadable, which names the file. */
export function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new VestibuleError('file-unreadable', `${file} cannot be read.`, { cause });
  });
}
