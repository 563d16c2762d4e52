import { X509Certificate } from 'node:crypto';
import { PublicJwk } from '../../shared/domain/trust-list';

/** What a verifier needs of the certificate of somebody who signs documents (RFC 5280). */
export interface SignerCertificate {
  readonly der: Uint8Array;
  readonly key: PublicJwk;
  /** Extended key usage as object identifiers in dots; empty where the certificate limits nothing. */
  readonly usages: readonly string[];
  /** The subject's country and common name, where it has them. */
  readonly country?: string;
  readonly commonName?: string;
  /** Serial number in lower-case hex without leading zeros. */
  readonly serial: string;
  readonly from: Date;
  readonly until: Date;
}

/** Reads a DER certificate; undefined where it is none, or holds a key that this runtime does not know. Checks no signature. */
export function readSignerCertificate(der: Uint8Array): SignerCertificate | undefined {
  try {
    const certificate = new X509Certificate(der);
    return {
      der,
      key: PublicJwk.parse(certificate.publicKey.export({ format: 'jwk' })),
      usages: certificate.keyUsage ?? [],
      country: subjectMember(certificate, 'C'),
      commonName: subjectMember(certificate, 'CN'),
      serial: certificate.serialNumber.toLowerCase().replace(/^0+(?=.)/, ''),
      from: new Date(certificate.validFrom),
      until: new Date(certificate.validTo),
    };
  } catch {
    return undefined;
  }
}

/** Whether a certificate is in its time (RFC 5280, 4.1.2.5). */
export function isInForce({ from, until }: SignerCertificate, now: Date): boolean {
  return from.getTime() <= now.getTime() && now.getTime() <= until.getTime();
}

/** Node writes a subject one `name=value` a line. */
function subjectMember({ subject }: X509Certificate, name: string): string | undefined {
  const line = subject.split('\n').find((one) => one.startsWith(`${name}=`));
  return line?.slice(name.length + 1);
}
