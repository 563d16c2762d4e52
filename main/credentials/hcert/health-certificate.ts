import { z } from 'zod';
import type { Claims } from '../../../shared/domain/claims';
import { calendarDate } from '../calendar-date';
import { knownClaims } from '../known-claims';

/** What a certificate certifies; the entry in the certificate and the use its signer must be allowed. */
export type CertificateKind = 'vaccination' | 'test' | 'recovery';

export interface HealthCertificate {
  readonly kind: CertificateKind;
  readonly claims: Claims;
}

/**
 * Reads an EU Digital COVID Certificate (its JSON schema, versions 1.0 to 1.3). Undefined where it does not keep to it,
 * as far as that can be told for all versions: members and their types, names of letters, a birth date that can be one,
 * countries and registered makers. Other value sets are lists that changed weekly, and are not looked at.
 */
export function readHealthCertificate(value: unknown, now: Date): HealthCertificate | undefined {
  const parsed = Certificate.safeParse(value);
  if (!parsed.success) return undefined;
  const { nam, dob, v, t, r } = parsed.data;
  const entries: [CertificateKind, readonly Entry[]][] = [
    ['vaccination', v ?? []],
    ['test', t ?? []],
    ['recovery', r ?? []],
  ];
  const [certified, ...others] = entries.filter(([, list]) => list.length > 0);
  const entry = certified?.[1][0];
  if (certified === undefined || entry === undefined || others.length > 0) return undefined;
  const birthDate = dob === '' ? undefined : calendarDay(dob);
  if (birthDate === null || (birthDate !== undefined && birthDate > now.toISOString())) return undefined;
  const claims: Claims = {
    ...namesOf(nam),
    birthDate,
    documentNumber: entry.ci,
    issuingAuthority: entry.is,
    issuingCountry: entry.co || undefined,
    documentKind: certified[0],
  };
  return { kind: certified[0], claims: knownClaims(claims) };
}

/** A name has letters of some script; a given name that is not empty has its standardised form beside it. */
const name = z
  .string()
  .max(100)
  .regex(/^$|\p{L}/u)
  .nullish();
/** Capitals and fillers by the schema; some issuers leave lower case and spaces, and their certificates are in use. */
const standardised = z
  .string()
  .max(100)
  .regex(/^[A-Za-z< ]*$/)
  .nullish();

const Names = z
  .object({ fn: name, gn: name, fnt: standardised, gnt: standardised })
  .refine(({ fn, gn, fnt, gnt }) => Boolean(fnt || gnt) && !(fn && !fnt) && !(gn && !gnt));

/** Two letters are a country's (ISO 3166, and XK); longer ones are an organisation's. */
const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const country = z
  .string()
  .regex(/^[A-Z]{0,10}$/)
  .refine((code) => code.length !== 2 || regions.of(code) !== undefined);

const entry = { tg: z.string(), co: country, is: z.string().max(80), ci: z.string().min(1).max(80) };
type Entry = z.infer<z.ZodObject<typeof entry>>;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}/);
const dose = z.int().min(0).max(99);

const Certificate = z.object({
  ver: z.string().regex(/^\d+\.\d+\.\d+$/),
  nam: Names,
  dob: z.string().regex(/^$|^(?:19|20)\d{2}(?:-\d{2}){0,2}(?:T[0-9:.Z]*)?$/),
  v: z
    .array(
      z.object({
        ...entry,
        vp: z.string(),
        mp: z.string(),
        /** The register of the European Medicines Agency gave no number of fewer than nine digits. */
        ma: z.string().refine((id) => !/^ORG-\d{0,8}$/.test(id)),
        dn: dose,
        sd: dose,
        dt: day,
      }),
    )
    .nullish(),
  t: z.array(z.object({ ...entry, tt: z.string(), sc: z.string(), tr: z.string() })).nullish(),
  r: z.array(z.object({ ...entry, fr: day, df: day, du: day })).nullish(),
});

/** The names as their bearer writes them, and beside them as a passport's printed lines do. */
function namesOf({ fn, gn, fnt, gnt }: z.infer<typeof Names>): Claims {
  const familyName = fn || readable(fnt);
  const givenName = gn || readable(gnt);
  const own = joined(familyName, givenName);
  const latin = joined(readable(fnt), readable(gnt));
  return { fullName: own, familyName, givenName, latinName: latin === own ? undefined : latin };
}

function readable(written: string | null | undefined): string | undefined {
  return written?.replaceAll('<', ' ').trim() || undefined;
}

function joined(family: string | undefined, given: string | undefined): string | undefined {
  return [family, given].filter((one) => one !== undefined).join(', ') || undefined;
}

/** The day of a date, with a time behind it or without; `00` for what is not known. Null where no calendar has it. */
function calendarDay(written: string): string | null {
  const [date = ''] = written.split('T');
  const [year, month = '00', dayOfMonth = '00'] = date.split('-');
  try {
    return calendarDate(`${year}-${month}-${dayOfMonth}`) ?? null;
  } catch {
    return null;
  }
}
