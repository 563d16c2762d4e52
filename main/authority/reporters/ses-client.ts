import { VestibuleError } from '../../../shared/domain/error';
import { AuthorityUrl } from '../client/authority-url';
import { type SesStay, sesPayload } from './ses-hospedajes';

export interface SesAccess {
  /** The ministry's address, https. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Of the landlord (código de arrendador), and of the establishment. */
  readonly landlord: string;
  readonly establishment: string;
}

/** What became of a batch. The ministry's own codes are kept for the receipt. */
export type SesResult =
  | { readonly state: 'waiting' }
  | { readonly state: 'taken' }
  | { readonly state: 'refused'; readonly code: string; readonly message: string };

/** Milliseconds for one request. */
const PATIENCE = 30_000;

/**
 * Sends traveller sheets and answers the number of their batch (operation A, kind PV). Throws RangeError as `sesPayload`, insecure-url,
 * authority-unreachable (no answer: send again; the references keep it from counting twice), authority-refused.
 */
export async function sendSheets(stays: readonly SesStay[], access: SesAccess): Promise<string> {
  const answer = await ask(
    access,
    `<com:cabecera><com:codigoArrendador>${access.landlord}</com:codigoArrendador><com:aplicacion>Vestibule</com:aplicacion><com:tipoOperacion>A</com:tipoOperacion><com:tipoComunicacion>PV</com:tipoComunicacion></com:cabecera><com:solicitud>${sesPayload(stays, access.establishment)}</com:solicitud>`,
    'comunicacionRequest',
  );
  const batch = valueOf(answer, 'lote');
  if (valueOf(answer, 'codigo') !== '0' || batch === undefined)
    throw new VestibuleError(
      'authority-refused',
      `The service refused the sheets (${valueOf(answer, 'codigo') ?? 'no code'}).`,
    );
  return batch;
}

/** What became of a batch: to be asked again while it waits. Throws as `sendSheets`. */
export async function askBatch(batch: string, access: SesAccess): Promise<SesResult> {
  const answer = await ask(
    access,
    `<com:codigosLote><com:lote>${batch}</com:lote></com:codigosLote>`,
    'consultaLoteRequest',
  );
  const code = valueOf(answer, 'codigoEstado');
  if (code === '1') return { state: 'taken' };
  if (code === '4' || code === undefined) return { state: 'waiting' };
  const refused = { code: valueOf(answer, 'codigoError') ?? code, message: valueOf(answer, 'error') ?? '' };
  return { state: 'refused', ...refused };
}

async function ask({ url, user, password }: SesAccess, content: string, operation: string): Promise<string> {
  // A password goes out: over https, or on this machine alone.
  const address = new AuthorityUrl(url);
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const body = `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:com="http://www.soap.servicios.hospedajes.mir.es/comunicacion"><soapenv:Header/><soapenv:Body><com:${operation}><peticion>${content}</peticion></com:${operation}></soapenv:Body></soapenv:Envelope>`;
  try {
    const answer = await fetch(address.base, {
      method: 'POST',
      headers: { authorization, 'content-type': 'text/xml; charset=utf-8' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status >= 500) throw new Error(`status ${answer.status}`);
    if (!answer.ok)
      throw new VestibuleError(
        'authority-refused',
        `The service refused the request (status ${answer.status}).`,
      );
    return await answer.text();
  } catch (cause) {
    if (cause instanceof VestibuleError) throw cause;
    throw new VestibuleError('authority-unreachable', 'The service does not answer.', { cause });
  }
}

/** The text of the first element of this name, whatever its prefix. */
function valueOf(xml: string, name: string): string | undefined {
  return new RegExp(`<(?:\\w+:)?${name}>([^<]*)</`).exec(xml)?.[1];
}
