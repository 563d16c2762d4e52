import type { Claims } from '../../../shared/domain/claims';
import { Refusal } from '../../crypto/refusal';
import { dayAfter } from '../calendar-date';
import type { Validity } from '../format';
import { knownClaims } from '../known-claims';
import { LAYOUTS, type Layout } from '../mrz/layout';
import { personIn } from '../mrz/person';
import { decodeC40 } from './c40';
import type { Seal } from './seal';

/** What a kind of document has in its features: printed lines by their tag, or fields. */
interface Profile {
  readonly kind: string;
  /** Printed lines: the tag, and the size of document they are laid out as. */
  readonly lines?: readonly (readonly [tag: number, layout: Layout['name']])[];
  /** Claims written as C40, and as UTF-8. */
  readonly fields?: Readonly<Record<number, 'documentNumber' | 'address' | 'passNumber'>>;
  readonly texts?: Readonly<Record<number, 'familyName' | 'givenName'>>;
}

/** Documents that states seal: ICAO 9303 part 13, 3 and 4; BSI TR-03137 part 1, 5 to 10. */
const PROFILES: ReadonlyMap<string, Profile> = new Map<string, Profile>([
  [
    '5d01',
    {
      kind: 'visa',
      lines: [
        [1, 'TD3'],
        [2, 'TD2'],
      ],
      fields: { 5: 'passNumber' },
    },
  ],
  ['5e03', { kind: 'emergency-travel-document', lines: [[2, 'TD2']] }],
  ['fd02', { kind: 'arrival-attestation', lines: [[2, 'TD2']], fields: { 3: 'passNumber' } }],
  [
    'fc04',
    {
      kind: 'social-insurance-card',
      fields: { 1: 'documentNumber' },
      texts: { 2: 'familyName', 3: 'givenName' },
    },
  ],
  ['fb06', { kind: 'residence-permit', lines: [[2, 'TD2']], fields: { 3: 'passNumber' } }],
  ['fa06', { kind: 'supplementary-sheet', lines: [[4, 'TD2']], fields: { 5: 'passNumber' } }],
  ['f908', { kind: 'address-sticker', fields: { 1: 'documentNumber', 3: 'address' } }],
  ['f90c', { kind: 'address-sticker', fields: { 1: 'documentNumber', 3: 'address' } }],
  ['f80a', { kind: 'residence-sticker', fields: { 1: 'documentNumber' } }],
]);

/** What a seal says about a document and its bearer. Throws `Refusal`: unsupported for a kind not known here, malformed. */
export function documentOf(seal: Seal, now: Date): { claims: Claims; validity: Validity } {
  const profile = PROFILES.get(seal.kind);
  if (profile === undefined)
    throw new Refusal('unsupported', 'VDS: a kind of document that is not known here');
  const person = linesIn(seal, profile, now);
  const fields = Object.entries(profile.fields ?? {}).map(([tag, name]) => [name, c40(seal, Number(tag))]);
  const texts = Object.entries(profile.texts ?? {}).map(([tag, name]) => [name, utf8(seal, Number(tag))]);
  const claims: Claims = {
    ...person,
    ...knownClaims(Object.fromEntries([...fields, ...texts])),
    documentKind: profile.kind,
    issuingCountry: seal.country,
    validFrom: seal.issuedOn,
  };
  const { familyName, givenName, validUntil } = claims;
  const fullName = claims.fullName ?? ([familyName, givenName].filter(Boolean).join(', ') || undefined);
  return {
    claims: knownClaims({ ...claims, fullName }),
    validity: {
      issuedAt: earliestOf(seal.signedOn),
      until: validUntil === 'long-term' ? undefined : dayAfter(validUntil),
    },
  };
}

/** Printed lines have what is on the document up to the expiry; visas leave the rest away. The signature covers them, no check digit is asked. */
function linesIn(seal: Seal, { lines = [] }: Profile, now: Date): Claims {
  const present = lines.find(([tag]) => seal.features.has(tag));
  if (present === undefined) {
    if (lines.length > 0) throw new Refusal('malformed', 'VDS: without the printed lines of its kind');
    return {};
  }
  const [tag, name] = present;
  const layout = LAYOUTS.find((one) => one.name === name);
  const written = decodeC40(seal.features.get(tag) ?? new Uint8Array()).replaceAll(' ', '<');
  if (layout?.expiryCheck === undefined || written.length < layout.expiryCheck) {
    throw new Refusal('malformed', 'VDS: printed lines that end too soon');
  }
  const text = written.padEnd(layout.lines * layout.lineLength, '<');
  const [start, length] = layout.number;
  const number = text.slice(start, start + length).replace(/<+$/, '');
  return personIn({ layout, text, number, repaired: [], failed: [] }, now).claims;
}

function c40({ features }: Seal, tag: number): string | undefined {
  const value = features.get(tag);
  return value && (decodeC40(value).trim() || undefined);
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function utf8({ features }: Seal, tag: number): string | undefined {
  const value = features.get(tag);
  try {
    return value && (strict.decode(value) || undefined);
  } catch (cause) {
    throw new Refusal('malformed', 'VDS: a name that is not UTF-8', { cause });
  }
}

/** The first moment at which it was that day anywhere: fourteen hours before it began in Greenwich. */
function earliestOf(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 14 * 3_600_000);
}
