import {
  type SesPerson,
  type SesStay,
  isAdult,
  sesProblems,
} from '../../../shared/domain/reporting/ses-stay';
import { zipOf } from './zip-file';

/*
 * Spain, SES.HOSPEDAJES 3.1.3 of the Ministerio del Interior (docs/registration.md): traveller sheets (PV) as UTF-8 XML,
 * zipped, in Base64, at most 100 communications a request; the answer is a batch number, which is then asked about.
 */

/** By when a communication has to be sent: 24 hours after it happened. */
export function sesDeadline(happenedAt: Date): Date {
  return new Date(happenedAt.getTime() + 24 * 3_600_000);
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
function sesXml(stays: readonly SesStay[], establishment: string): string {
  const communications = stays.map(
    (stay) =>
      `<comunicacion><contrato>${element('referencia', stay.reference)}${element('fechaContrato', stay.contractDate)}${element('fechaEntrada', stay.entry)}${element('fechaSalida', stay.exit)}${element('numPersonas', String(stay.persons.length))}${element('numHabitaciones', stay.rooms?.toString())}<pago>${element('tipoPago', stay.payment)}</pago></contrato>${personsOf(stay).map(personXml).join('')}</comunicacion>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ns2:peticion xmlns:ns2="http://www.neg.hospedajes.mir.es/altaParteHospedaje"><solicitud>${element('codigoEstablecimiento', establishment)}${communications.join('')}</solicitud></ns2:peticion>`;
}

/**
 * What an adult is to the minor stands with both: the adult's is how we read the description, and others who report to the
 * service write it with the minor.
 */
function personsOf(stay: SesStay): SesPerson[] {
  const kinship = stay.persons.find((person) => isAdult(person, stay) && person.kinship)?.kinship;
  if (kinship === undefined) return [...stay.persons];
  return stay.persons.map((person) => (isAdult(person, stay) ? person : { kinship, ...person }));
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
