import type { Reason } from '../../../shared/domain/reason';
import type { Check } from '../../../shared/domain/verdict';
import { decodeBase45 } from '../../crypto/base45';
import { type CoseSign1, openCoseSign1 } from '../../crypto/cose-sign1';
import { inflate } from '../../crypto/inflate';
import { Refusal } from '../../crypto/refusal';
import { cborObject } from '../cbor-object';
import { proofByKeys } from '../cose-proof';
import { openCwt } from '../cwt';
import type { Credential, Format, Proof } from '../format';
import { documentSigners } from './document-signer';
import { type HealthCertificate, readHealthCertificate } from './health-certificate';

/** The context identifier in front of the code (Electronic Health Certificate specification, 4.2). */
const PREFIX = 'HC1:';
/** The CWT claim with certificates, and the EU's among them (3.3.8). */
const HEALTH_CLAIM = -260;
const EU_CERTIFICATE = 1;
/** The largest message a code may inflate to, in bytes. */
const MAXIMUM_INFLATED = 65_536;

interface HealthCertificateCode extends Credential {
  readonly message: CoseSign1;
  /** Absent where the contents do not keep to the schema, whoever signed them. */
  readonly certificate: HealthCertificate | undefined;
}

/** The EU Digital COVID Certificate: `HC1:` → base45 → zlib → COSE_Sign1 → CWT (FORMATS 8, Electronic Health Certificate 1.3). */
export const hcert: Format<HealthCertificateCode> = {
  name: 'hcert',

  recognise({ text }) {
    return text?.startsWith(PREFIX) === true;
  },

  decode({ text = '' }, now) {
    if (!text.startsWith(PREFIX)) throw new Refusal('malformed', 'HCERT: does not begin with HC1:');
    const message = openCoseSign1(inflate(decodeBase45(text.slice(PREFIX.length)), MAXIMUM_INFLATED));
    const { claims, validity, status } = openCwt(message.payload);
    const health = claims.get(HEALTH_CLAIM);
    const inside = health instanceof Map ? health.get(EU_CERTIFICATE) : undefined;
    if (!(inside instanceof Map)) throw new Refusal('malformed', 'CWT: without a health certificate');
    const certificate = readHealthCertificate(cborObject(inside), now);
    return { message, certificate, claims: certificate?.claims ?? {}, validity, status };
  },

  verify({ message, certificate }, trusted, now) {
    const { proof, vouching } = proofByKeys(message, documentSigners(message.keyId, trusted, now));
    if (vouching === undefined) return proof;
    if (certificate === undefined) {
      return refused(proof, 'malformed', { name: 'contents', ok: false, detail: 'not as the schema says' });
    }
    if (vouching.kinds?.includes(certificate.kind) === false) {
      const detail = `its certificate may not sign this: ${certificate.kind}`;
      return refused(proof, 'untrusted-issuer', { name: 'issuer-trusted', ok: false, detail });
    }
    return proof;
  },
};

/** A good signature that is worth nothing: by somebody who may not sign this, or under something else. */
function refused({ checks, issuer }: Proof, reason: Reason, check: Check): Proof {
  return { issuer, refused: reason, checks: [...checks.filter(({ name }) => name !== check.name), check] };
}
