import type { EnrolledTerminal } from '../../shared/contract/enrolment-calls';
import type { Connection } from '../../shared/domain/connection';
import { thumbprint } from '../crypto/jwk';
import type { EnrolledConnection } from './enrolled-authority';

/** What may be said of an enrolment: names and thumbprints, no key and no password. */
export async function describeEnrolment({
  enrolment,
  connection,
}: EnrolledConnection): Promise<EnrolledTerminal> {
  const { terminal, site, url, training, privateKey, signingKey, configuration } = enrolment;
  return {
    terminal,
    site: site.name,
    role: configuration.role ?? 'any',
    fingerprint: await thumbprint(privateKey),
    authority: url,
    signingKey: await thumbprint(signingKey),
    training,
    connection: withoutSecrets(connection),
  };
}

function withoutSecrets({ proxy, certificateAuthorities }: Connection): Connection {
  const rest = certificateAuthorities === undefined ? {} : { certificateAuthorities };
  if (proxy === undefined) return rest;
  const address = new URL(proxy);
  address.username = '';
  address.password = '';
  return { ...rest, proxy: address.href };
}
