import type { Check } from '../../../shared/domain/verdict';
import { type CborLimits, type CborValue, decodeCbor } from '../../crypto/cbor';
import { Refusal } from '../../crypto/refusal';
import { type Attested, attestedPerson } from '../attested-person';
import { dayAfter } from '../calendar-date';
import type { Credential, Format, Validity } from '../format';
import { statusReference } from '../status-reference';
import { proveDevice } from './device-key';
import { type IssuerSigned, mapOf, readIssuerSigned } from './issuer-signed';
import { proofOfIssuer } from './issuer-trust';

/** Namespaces whose elements are known here: ISO 18013-5 and 23220-2, the European PID, and the European proof of age. */
const NAMESPACES = [
  'org.iso.18013.5.1',
  'org.iso.23220.1',
  'org.iso.23220.2',
  'eu.europa.ec.eudi.pid.1',
  'eu.europa.ec.av.1',
] as const;
/** A response holds more items than a code; still no more than a wallet has reason to send. */
const LIMITS: CborLimits = { depth: 16, items: 16_384 };
const ENGAGEMENT = /^mdoc:[\w-]/i;

interface MobileDocument extends Credential {
  readonly issuerSigned: IssuerSigned;
  readonly deviceSigned: CborValue;
}

/**
 * Mobile documents, mobile driving licences first of all, as a wallet's answer (DeviceResponse) or as the issuer's part
 * of one (IssuerSigned); ISO 18013-5; FORMATS 7. The code that a phone shows to begin with (`mdoc:`) holds no document:
 * it is known, and what follows needs a radio link.
 */
export const mdoc: Format<MobileDocument> = {
  name: 'mdoc',

  recognise({ text, bytes }) {
    if (text !== undefined && ENGAGEMENT.test(text)) return true;
    const [first = 0] = bytes;
    return first >> 5 === 5 && Buffer.from(bytes).includes('issuerAuth');
  },

  decode({ text, bytes }) {
    if (text !== undefined && ENGAGEMENT.test(text)) {
      throw new Refusal('unsupported', 'mdoc: the beginning of a session, not a document');
    }
    const { docType, issuerSigned, deviceSigned } = documentIn(decodeCbor(bytes, LIMITS));
    const { securityObject } = issuerSigned;
    if (docType !== undefined && docType !== securityObject.docType) throw malformed('two kinds of document');
    const claims = { ...attestedPerson(elementsOf(issuerSigned)), documentKind: securityObject.docType };
    const validity = sooner(securityObject.validity, dayAfter(claims.validUntil));
    return { claims, validity, status: statusReference(securityObject.status), issuerSigned, deviceSigned };
  },

  verify({ claims, issuerSigned, deviceSigned }, trusted, now) {
    const signedAt = issuerSigned.securityObject.validity.issuedAt;
    const issue = { signedAt, country: claims.issuingCountry };
    const proof = proofOfIssuer(issuerSigned.message, issue, trusted, now);
    if (proof.refused) return proof;
    const { issuer } = proof;
    const contents: Check = { name: 'contents', ok: issuerSigned.isUnaltered };
    if (!issuerSigned.isUnaltered) {
      return { issuer, refused: 'bad-signature', checks: [...proof.checks, contents] };
    }
    const { docType, deviceKey } = issuerSigned.securityObject;
    const { holder, check, refused } = proveDevice(docType, deviceKey, deviceSigned, trusted.asked);
    const checks = [...proof.checks, contents, check];
    return refused ? { issuer, refused, checks } : { ...proof, holder, checks };
  },
};

/** The one document of a response, or the issuer's part alone. */
function documentIn(message: CborValue): {
  docType?: CborValue;
  issuerSigned: IssuerSigned;
  deviceSigned: CborValue;
} {
  const parts = mapOf(message);
  if (parts.has('issuerAuth')) return { issuerSigned: readIssuerSigned(parts), deviceSigned: undefined };
  const documents = parts.get('documents');
  if (!Array.isArray(documents) || documents.length === 0) throw malformed('no document inside');
  if (documents.length > 1) throw new Refusal('unsupported', 'mdoc: several documents at once');
  const document = mapOf(documents[0]);
  return {
    docType: document.get('docType'),
    issuerSigned: readIssuerSigned(document.get('issuerSigned')),
    deviceSigned: document.get('deviceSigned'),
  };
}

function elementsOf({ elements }: IssuerSigned): Attested {
  return Object.fromEntries(NAMESPACES.flatMap((namespace) => [...(elements.get(namespace) ?? [])]));
}

function sooner(validity: Validity, lastMoment: Date | undefined): Validity {
  const { until } = validity;
  const isSooner = lastMoment !== undefined && until !== undefined && lastMoment < until;
  return isSooner ? { ...validity, until: lastMoment } : validity;
}

function malformed(what: string): Refusal {
  return new Refusal('malformed', `mdoc: ${what}`);
}
