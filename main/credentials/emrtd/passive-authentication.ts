import type { Issuer } from '../../../shared/domain/trust-list';
import type { Check } from '../../../shared/domain/verdict';
import { type Certificate, isInTime, isIssuedBy, readCertificate } from '../../crypto/certificate';
import { digest } from '../../crypto/digest';
import { Refusal } from '../../crypto/refusal';
import { signerOfContent } from '../../crypto/signed-data';
import type { Proof, Trusted } from '../format';
import type { DocumentSecurityObject } from './document-security-object';
import { signsFor } from './signing-country';
import { stateName } from './state-name';

/**
 * Whether a state signed what was read (ICAO 9303 part 11, 5.1): every data group has the digest that EF.SOD names, a
 * document signer signed EF.SOD, and a root of the trust list issued that signer's certificate, of the state that the
 * document names as its issuer. `groups`: the files read, by number; `state`: that state's code in the zone. Checks of all
 * three are listed up to the first that fails.
 */
export function proofOfDocument(
  { message, hash, digests }: DocumentSecurityObject,
  { groups, state }: { readonly groups: ReadonlyMap<number, Uint8Array>; readonly state: string },
  { issuers, csca = [] }: Trusted,
  now: Date,
): Proof {
  const altered = [...groups].filter(([group, file]) => {
    const signed = digests.get(group);
    return signed === undefined || !Buffer.from(digest(hash, file)).equals(signed);
  });
  const contents: Check = {
    name: 'chip-contents',
    ok: altered.length === 0,
    detail: groupNames((altered.length > 0 ? altered : [...groups]).map(([group]) => group)),
  };
  if (altered.length > 0) return { refused: 'bad-signature', checks: [contents] };

  const signer = signerOfContent(message);
  const { algorithm } = message.signer;
  const signature: Check = {
    name: 'signature',
    ok: signer !== undefined,
    detail: ALGORITHM_NAMES[algorithm.type],
  };
  if (signer === undefined) return { refused: 'bad-signature', checks: [contents, signature] };

  const root = rootOf(signer, issuers, csca);
  const known = [contents, signature];
  const untrusted = (detail: string): Check => ({ name: 'issuer-trusted', ok: false, detail });
  if (root === undefined) {
    return {
      refused: 'untrusted-issuer',
      checks: [...known, untrusted('no root of the trust list issued its signer')],
    };
  }
  if (signer.keyUsage?.digitalSignature === false || !isForAnything(signer)) {
    return {
      refused: 'untrusted-issuer',
      checks: [...known, untrusted('its signer may not sign documents')],
    };
  }
  const outside = [signer, root.certificate].find((each) => !isInTime(each, now));
  if (outside !== undefined) {
    const reason = now.getTime() < outside.from.getTime() ? 'not-yet-valid' : 'expired';
    return {
      refused: reason,
      checks: [...known, untrusted('a certificate of its signer is not in its time')],
    };
  }
  const { issuer } = root;
  if (signsFor(root.certificate.country, state) === false) {
    const whose = `a root of ${root.certificate.country ?? ''} signs no documents of ${state}`;
    return { refused: 'untrusted-issuer', checks: [...known, untrusted(whose)] };
  }
  return {
    assurance: 'offline-signature',
    issuer,
    checks: [...known, { name: 'issuer-trusted', ok: true, detail: issuer.id }],
  };
}

/** The same root issues those who sign master lists, seals and licences; a signer of chips has no extended key usage (part 12, table 5). */
function isForAnything({ extendedKeyUsage: usages }: Certificate): boolean {
  return usages.length === 0 || usages.includes(ANY_USAGE);
}

const ANY_USAGE = '2.5.29.37.0';

interface Root {
  readonly certificate: Certificate;
  readonly issuer: Issuer;
}

/** The root that issued the signer: among an issuer's own certificates, or among the roots of all states. */
function rootOf(
  signer: Certificate,
  issuers: readonly Issuer[],
  csca: readonly Certificate[],
): Root | undefined {
  for (const issuer of issuers.filter(({ formats }) => formats.includes('emrtd'))) {
    const certificate = issuer.certificates.flatMap(readable).find((each) => isIssuedBy(signer, each));
    if (certificate) return { certificate, issuer };
  }
  const certificate = csca.find((each) => isIssuedBy(signer, each));
  return certificate && { certificate, issuer: stateBehind(certificate) };
}

/** A state as an issuer: it signs chips with this root and nothing else. */
function stateBehind(root: Certificate): Issuer {
  const country = root.country ?? 'ZZ';
  return {
    id: `csca:${country}`,
    name: stateName(country),
    formats: ['emrtd'],
    keys: [],
    certificates: [Buffer.from(root.raw).toString('base64')],
    status: [],
    routing: [],
    training: false,
  };
}

function readable(base64: string): Certificate[] {
  try {
    return [readCertificate(Buffer.from(base64, 'base64'))];
  } catch (thrown) {
    if (thrown instanceof Refusal) return [];
    throw thrown;
  }
}

const ALGORITHM_NAMES = { ecdsa: 'ECDSA', 'rsa-pkcs1': 'RSA', 'rsa-pss': 'RSA-PSS' } as const;

const groupNames = (groups: readonly number[]) => groups.map((group) => `DG${group}`).join(', ');
