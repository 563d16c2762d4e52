import type { Claims } from '../../../shared/domain/claims';
import { ChipFile, type ChipReading } from '../../../shared/domain/presentation';
import { Refusal } from '../../crypto/refusal';
import type { Validity } from '../format';
import { knownClaims } from '../known-claims';
import { personIn } from '../mrz/person';
import type { Reading } from '../mrz/reading';
import { fileNamed } from './data-groups';
import { readDocumentGroup, readPersonGroup } from './details-groups';
import { type DocumentSecurityObject, readDocumentSecurityObject } from './document-security-object';
import { readFaceGroup } from './face-group';
import { readZoneGroup } from './zone-group';

/** The files of a chip, understood. Nothing is verified. */
export interface ChipContents {
  readonly signed: DocumentSecurityObject;
  /** The data groups that were read, by number. */
  readonly groups: ReadonlyMap<number, Uint8Array>;
  readonly zone: Reading;
  readonly claims: Claims;
  readonly validity: Validity;
}

/**
 * Understands what a chip delivered: EF.SOD and DG1 as they must be; of the face and the details in DG2, DG11 and DG12
 * whatever can be understood. Throws `Refusal`: malformed, unsupported, too-large.
 */
export function readChipContents({ files }: ChipReading, now: Date): ChipContents {
  const bytesOf = (name: ChipFile) => {
    const base64 = files[name];
    return base64 === undefined ? undefined : new Uint8Array(Buffer.from(base64, 'base64'));
  };
  const [sod, first] = [bytesOf('EF.SOD'), bytesOf('DG1')];
  if (sod === undefined || first === undefined)
    throw new Refusal('malformed', 'the chip has no EF.SOD or no DG1');
  const signed = readDocumentSecurityObject(sod);
  const groups = new Map(
    ChipFile.options.flatMap((name) => {
      const [group, bytes] = [fileNamed(name)?.group, bytesOf(name)];
      return group === undefined || bytes === undefined ? [] : [[group, bytes] as const];
    }),
  );
  const zone = readZoneGroup(first);
  const { claims, validity } = personIn(zone, now);
  const details = knownClaims({
    ...optional(groups.get(12), readDocumentGroup),
    ...withWholeName(claims, optional(groups.get(11), readPersonGroup) ?? {}),
    portrait: optional(groups.get(2), portraitIn),
  });
  return { signed, groups, zone, claims: { ...claims, ...details }, validity };
}

/**
 * The person's own writing goes before the zone's, which has Latin capitals alone; the zone's then is the name in Latin
 * letters. A birth date of DG11 counts where it says the same and only more of it: the century.
 */
function withWholeName(zone: Claims, { fullName, birthDate, ...others }: Claims): Claims {
  const isOtherScript =
    fullName !== undefined && /\p{L}/u.test(fullName.replaceAll(/\p{Script=Latin}/gu, ''));
  const isSameDay = birthDate !== undefined && birthDate.slice(2) === zone.birthDate?.slice(2);
  return {
    ...others,
    fullName,
    latinName: isOtherScript ? zone.fullName : undefined,
    birthDate: isSameDay ? birthDate : undefined,
  };
}

function portraitIn(file: Uint8Array): Claims['portrait'] {
  const face = readFaceGroup(file);
  return face && { mediaType: face.mediaType, base64: Buffer.from(face.image).toString('base64') };
}

/** What a file says beyond the zone; nothing where it cannot be understood: states write these in many ways. */
function optional<T>(file: Uint8Array | undefined, read: (file: Uint8Array) => T): T | undefined {
  try {
    return file && read(file);
  } catch (thrown) {
    if (thrown instanceof Refusal) return undefined;
    throw thrown;
  }
}
