import type { Claims } from '../../../shared/domain/claims';
import { readTlv, readTlvs } from '../../crypto/tlv';
import { calendarDate } from '../calendar-date';
import { knownClaims } from '../known-claims';

/** DG11 and DG12: what a state may add about the person and the document (ICAO 9303 part 10, 4.7.11 and 4.7.12). */

const TAG = {
  fullName: 0x5f0e,
  birthDate: 0x5f2b,
  address: 0x5f42,
  phone: 0x5f12,
  authority: 0x5f19,
  issued: 0x5f26,
} as const;

/** Of DG11: the name in the person's own script, the whole birth date, the address. Throws `Refusal` malformed. */
export function readPersonGroup(file: Uint8Array): Claims {
  const field = fieldsOf(file, 0x6b);
  const name = text(field(TAG.fullName));
  return knownClaims({
    fullName: name && nameIn(name),
    birthDate: date(field(TAG.birthDate)),
    address:
      text(field(TAG.address))
        ?.split('<')
        .map((line) => line.trim())
        .filter(Boolean)
        .join('\n') || undefined,
    phone: text(field(TAG.phone)),
  });
}

/** Of DG12: the issuing authority and the day of issue. Throws `Refusal` malformed. */
export function readDocumentGroup(file: Uint8Array): Claims {
  const field = fieldsOf(file, 0x6c);
  return knownClaims({
    issuingAuthority: text(field(TAG.authority))?.replaceAll('<', ' ').trim() || undefined,
    validFrom: date(field(TAG.issued)),
  });
}

function fieldsOf(file: Uint8Array, tag: number): (tag: number) => Uint8Array | undefined {
  const fields = readTlvs(readTlv(file, tag).value);
  return (wanted) => fields.find((field) => field.tag === wanted)?.value;
}

function text(value: Uint8Array | undefined): string | undefined {
  if (value === undefined) return undefined;
  return Buffer.from(value).toString('utf8').replaceAll('\0', '').trim().normalize('NFC') || undefined;
}

/** Primary name, two fillers, secondary names; a filler between the parts of either. */
function nameIn(written: string): string | undefined {
  const names = written.split('<<').map((name) => name.replaceAll('<', ' ').trim());
  return names.filter(Boolean).join(', ') || undefined;
}

/** `YYYYMMDD` in digits, or packed two to a byte as older documents have it. */
function date(value: Uint8Array | undefined): string | undefined {
  if (value === undefined) return undefined;
  const bytes = Buffer.from(value);
  return calendarDate(bytes.length === 4 ? bytes.toString('hex') : bytes.toString('latin1'));
}
