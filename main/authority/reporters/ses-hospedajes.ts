import type { Problem } from './problem';
import { zipOf } from './zip-file';

/*
 * Spain, SES.HOSPEDAJES 3.1.3 of the Ministerio del Interior (docs/registration.md): traveller sheets (PV) as UTF-8 XML,
 * zipped, in Base64, at most 100 communications a request; the answer is a batch number, which is then asked about.
 */

export const MOST_COMMUNICATIONS = 100;
const ADULT = 18;

export interface SesPerson {
  readonly name: string;
  readonly firstSurname: string;
  /** Has to be there where the document is a NIF. */
  readonly secondSurname?: string;
  readonly document?: {
    readonly type: 'NIF' | 'NIE' | 'PAS' | 'OTRO';
    readonly number: string;
    readonly support?: string;
  };
  readonly birthDate: string;
  /** ISO 3166 alpha-3. */
  readonly nationality: string;
  readonly address: {
    readonly street: string;
    readonly postcode: string;
    readonly country: string;
    readonly municipalityCode?: string;
    readonly municipality?: string;
  };
  readonly telephone?: string;
  readonly email?: string;
  /** What the person is to the minor who travels along. */
  readonly kinship?: string;
}

export interface SesStay {
  /** The establishment's own reference of the contract. */
  readonly reference: string;
  readonly contractDate: string;
  /** Local times, `2026-11-28T15:00:00`. */
  readonly entry: string;
  readonly exit: string;
  readonly payment: 'DESTI' | 'EFECT' | 'TARJT' | 'PLATF' | 'TRANS' | 'MOVIL' | 'TREG' | 'OTRO';
  readonly persons: readonly SesPerson[];
}

/** By when a communication has to be sent: 24 hours after it happened. */
export function sesDeadline(happenedAt: Date): Date {
  return new Date(happenedAt.getTime() + 24 * 3_600_000);
}

/** What the ministry would refuse; `guest` counts the persons of all stays one after the other. */
export function sesProblems(stays: readonly SesStay[]): Problem[] {
  const found: Problem[] = [];
  let guest = 0;
  for (const stay of stays) {
    const must = (holds: boolean, field: string, message: string) => {
      if (!holds) found.push({ guest, field, message });
    };
    must(
      stay.reference.length >= 1 && stay.reference.length <= 50,
      'reference',
      'The reference has 1 to 50 characters.',
    );
    must(stay.exit > stay.entry, 'exit', 'The exit is after the entry.');
    must(stay.persons.length > 0, 'persons', 'Somebody stays.');
    const minors = stay.persons.some((person) => !isAdult(person, stay));
    must(
      !minors || stay.persons.some((person) => isAdult(person, stay) && person.kinship !== undefined),
      'kinship',
      'Where a minor travels along, an adult says what they are to each other.',
    );
    for (const person of stay.persons) {
      found.push(...personProblems(person, stay).map((problem) => ({ guest, ...problem })));
      guest += 1;
    }
  }
  if (stays.length > MOST_COMMUNICATIONS)
    found.push({
      guest: 0,
      field: 'stays',
      message: `One request holds at most ${MOST_COMMUNICATIONS} communications.`,
    });
  return found;
}

/** The payload of a request: XML, zipped, in Base64. Throws RangeError where `sesProblems` finds any. */
export function sesPayload(stays: readonly SesStay[], establishment: string): string {
  const [problem] = sesProblems(stays);
  if (problem) throw new RangeError(`Guest ${problem.guest + 1}, ${problem.field}: ${problem.message}`);
  return zippedText(sesXml(stays, establishment));
}

/** A document as it travels: UTF-8, zipped, in Base64. */
export function zippedText(xml: string): string {
  return Buffer.from(zipOf('solicitud.xml', Buffer.from(xml, 'utf8'))).toString('base64');
}

/** The XML document of a request (alta de parte de viajeros). */
export function sesXml(stays: readonly SesStay[], establishment: string): string {
  const communications = stays.map(
    (stay) =>
      `<comunicacion><contrato>${element('referencia', stay.reference)}${element('fechaContrato', stay.contractDate)}${element('fechaEntrada', stay.entry)}${element('fechaSalida', stay.exit)}${element('numPersonas', String(stay.persons.length))}<pago>${element('tipoPago', stay.payment)}</pago></contrato>${stay.persons.map(personXml).join('')}</comunicacion>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ns2:peticion xmlns:ns2="http://www.neg.hospedajes.mir.es/altaParteHospedaje"><solicitud>${element('codigoEstablecimiento', establishment)}${communications.join('')}</solicitud></ns2:peticion>`;
}

type FieldProblem = Omit<Problem, 'guest'>;

function personProblems(person: SesPerson, stay: SesStay): FieldProblem[] {
  const found: FieldProblem[] = [];
  const must = (holds: boolean, field: string, message: string) => {
    if (!holds) found.push({ field, message });
  };
  const { document, address } = person;
  must(/^\d{4}-\d{2}-\d{2}$/.test(person.birthDate), 'birthDate', 'The birth date is a whole day.');
  must(person.name.trim() !== '', 'name', 'The name is missing.');
  must(person.firstSurname.trim() !== '', 'firstSurname', 'The first surname is missing.');
  must(
    document?.type !== 'NIF' || Boolean(person.secondSurname?.trim()),
    'secondSurname',
    'With a NIF the second surname is asked for.',
  );
  must(document !== undefined || !isAdult(person, stay), 'document', 'An adult shows a document.');
  must(
    !document || (document.number.length >= 1 && document.number.length <= 15),
    'document.number',
    'The number of the document has 1 to 15 characters.',
  );
  const spanish = document?.type === 'NIF' || document?.type === 'NIE';
  must(
    !spanish || /^.{1,9}$/.test(document?.support ?? ''),
    'document.support',
    'With NIF and NIE the support number is asked for, at most 9 characters.',
  );
  must(/^[A-Z]{3}$/.test(person.nationality), 'nationality', 'A nationality has three letters.');
  must(/^[A-Z]{3}$/.test(address.country), 'address.country', 'A country has three letters.');
  must(
    address.street.trim() !== '' && address.postcode.trim() !== '',
    'address',
    'Street and postcode are missing.',
  );
  must(
    address.country === 'ESP'
      ? /^\d{5}$/.test(address.municipalityCode ?? '')
      : Boolean(address.municipality?.trim()),
    'address.municipality',
    'In Spain the municipality is its code of five digits, elsewhere its name.',
  );
  must(
    person.telephone !== undefined || person.email !== undefined,
    'telephone',
    'A telephone number or an e-mail address is asked for.',
  );
  return found;
}

function isAdult({ birthDate }: SesPerson, { entry }: SesStay): boolean {
  const adultFrom = `${Number(birthDate.slice(0, 4)) + ADULT}${birthDate.slice(4)}`;
  return adultFrom <= entry.slice(0, 10);
}

function personXml({ document, address, ...person }: SesPerson): string {
  return `<persona>${element('rol', 'VI')}${element('nombre', person.name)}${element('apellido1', person.firstSurname)}${element('apellido2', person.secondSurname)}${element('tipoDocumento', document?.type)}${element('numeroDocumento', document?.number)}${element('soporteDocumento', document?.support)}${element('fechaNacimiento', person.birthDate)}${element('nacionalidad', person.nationality)}<direccion>${element('direccion', address.street)}${element('codigoMunicipio', address.municipalityCode)}${element('nombreMunicipio', address.municipality)}${element('codigoPostal', address.postcode)}${element('pais', address.country)}</direccion>${element('telefono', person.telephone)}${element('correo', person.email)}${element('parentesco', person.kinship)}</persona>`;
}

/** An element, or nothing where there is nothing to say. What XML 1.0 cannot hold is left out. */
function element(name: string, value: string | undefined): string {
  if (value === undefined || value === '') return '';
  const text = [...value]
    .filter((character) => character >= ' ' || character === '\t')
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
  return `<${name}>${text}</${name}>`;
}
