import { Refusal } from '../../crypto/refusal';

/** What a licence says of itself and its bearer: values by element id (AAMVA Card Design Standard, annex D.12.5). */
export interface LicenceFile {
  /** Version of the standard, 0 to 99. */
  readonly version: number;
  /** Issuer identification number, six digits. */
  readonly issuer: string;
  readonly kind: 'driver-licence' | 'identity-card';
  readonly elements: ReadonlyMap<string, string>;
}

/** Compliance indicator, separators, file type, issuer, version; from version 2 on also that of the jurisdiction. */
const HEADER = /^@[\p{Cc} ]{0,6}(?:ANSI |AAMVA)(\d{6})(\d{2})/u;
const DESIGNATOR = /^([A-Z]{2})\d{8}/;
const KINDS: ReadonlyMap<string, LicenceFile['kind']> = new Map([
  ['DL', 'driver-licence'],
  ['EN', 'driver-licence'],
  ['ID', 'identity-card'],
]);

/** Whether a text begins as the file of a licence. */
export function beginsLicence(text: string): boolean {
  return HEADER.test(text);
}

/**
 * Takes the file apart: header, designators, then one element a line. Offsets and lengths of the designators are not
 * believed, since cards in use have wrong ones and scanners change line ends; the first of an element's values counts.
 * Throws `Refusal` malformed.
 */
export function readLicence(text: string): LicenceFile {
  const [header, issuer, digits] = HEADER.exec(text) ?? [];
  if (header === undefined || issuer === undefined || digits === undefined) throw malformed('no header');
  const version = Number(digits);
  const types: string[] = [];
  let body = text.slice(header.length + (version < 2 ? 2 : 4));
  for (
    let [designator, type] = DESIGNATOR.exec(body) ?? [];
    designator !== undefined && type !== undefined;
  ) {
    types.push(type);
    body = body.slice(designator.length);
    [designator, type] = DESIGNATOR.exec(body) ?? [];
  }
  const kind = types.map((type) => KINDS.get(type)).find((one) => one !== undefined);
  if (kind === undefined) throw malformed('neither a licence nor an identity card inside');
  const elements = new Map<string, string>();
  for (const line of body.split(/[\r\n]+/)) {
    const [, id, value] = ELEMENT.exec(line) ?? [];
    if (id === undefined || value === undefined || elements.has(id)) continue;
    if (!isAbsent(value.trim())) elements.set(id, value.trim());
  }
  return { version, issuer, kind, elements };
}

/** The first element of a subfile stands right behind the type of it. */
const ELEMENT = /^(?:DL|ID|EN)?(D[A-Z]{2})([^\r\n]*)$/;

/** What stands where there is nothing to say, or nothing that is known. */
function isAbsent(value: string): boolean {
  return value === '' || /^(?:none|unavl|unavail)$/i.test(value);
}

function malformed(what: string): Refusal {
  return new Refusal('malformed', `AAMVA: ${what}`);
}
