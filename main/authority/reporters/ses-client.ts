import { VestibuleError } from '../../../shared/domain/error';
import { AuthorityUrl } from '../client/authority-url';
import type { SesStay } from '../../../shared/domain/reporting/ses-stay';
import { sesPayload, zippedText } from './ses-hospedajes';

export interface SesAccess {
  /** The ministry's address, https. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Of the landlord (código de arrendador), and of the establishment. */
  readonly landlord: string;
  readonly establishment: string;
}

/** What became of one communication of a batch. The ministry's own codes are kept for the receipt. */
export interface SesResult {
  /** Its place in the batch, from 1. */
  readonly position: number;
  /** The ministry's number of what it took; absent where it refused. */
  readonly communication?: string;
  /** The ministry's code where it refused. */
  readonly code?: string;
}

/** What became of a batch: nothing yet, or a result for each communication, with the answer as it came. */
export type SesBatch =
  | { readonly state: 'waiting' }
  | { readonly state: 'done'; readonly results: readonly SesResult[]; readonly answer: string };

/** Milliseconds for one request. */
const PATIENCE = 30_000;

/**
 * Sends traveller sheets and answers the number of their batch (operation A, kind PV). Throws RangeError as `sesPayload`, insecure-url,
 * authority-unreachable (no answer: send again; the references keep it from counting twice), authority-refused.
 */
export async function sendSheets(stays: readonly SesStay[], access: SesAccess): Promise<string> {
  const answer = await ask(
    access,
    `${headOf(access, 'A')}<com:solicitud>${sesPayload(stays, access.establishment)}</com:solicitud>`,
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

/** What became of a batch of so many communications: to be asked again while it waits. Throws as `sendSheets`. */
export async function askBatch(batch: string, count: number, access: SesAccess): Promise<SesBatch> {
  const answer = await ask(
    access,
    `<com:codigosLote><com:lote>${batch}</com:lote></com:codigosLote>`,
    'consultaLoteRequest',
  );
  const code = valueOf(answer, 'codigoEstado');
  if (code === WAITING || code === undefined) return { state: 'waiting' };
  const named = elementsOf(answer, 'resultadoComunicacion').map(readResult);
  // A batch that is taken or refused whole need not name each of its communications.
  const whole = code === TAKEN ? {} : { code: valueOf(answer, 'codigoError') ?? code };
  const results = Array.from({ length: count }, (_, index): SesResult => {
    const position = index + 1;
    return named.find((result) => result.position === position) ?? { position, ...whole };
  });
  return { state: 'done', results, answer };
}

/**
 * The batch in which a reference came, or undefined where the service does not know it (operation C, kind PV): asked
 * after a request that got no answer, before anything is sent again. Throws as `sendSheets`.
 */
export async function findReference(reference: string, access: SesAccess): Promise<string | undefined> {
  const answer = await ask(
    access,
    `${headOf(access, 'C')}<com:solicitud>${zippedText(`<consulta><referencia>${reference}</referencia></consulta>`)}</com:solicitud>`,
    'comunicacionRequest',
  );
  return valueOf(answer, 'codigo') === '0' ? valueOf(answer, 'lote') : undefined;
}

const TAKEN = '1';
const WAITING = '4';

function readResult(xml: string): SesResult {
  const communication = valueOf(xml, 'codigoComunicacion');
  const code = valueOf(xml, 'tipoError') ?? valueOf(xml, 'codigoError');
  return {
    position: Number(valueOf(xml, 'orden')),
    ...(communication !== undefined && { communication }),
    ...(communication === undefined && { code: code ?? '10999' }),
  };
}

function headOf({ landlord }: SesAccess, operation: 'A' | 'C'): string {
  return `<com:cabecera><com:codigoArrendador>${landlord}</com:codigoArrendador><com:aplicacion>Vestibule</com:aplicacion><com:tipoOperacion>${operation}</com:tipoOperacion><com:tipoComunicacion>PV</com:tipoComunicacion></com:cabecera>`;
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

/** The contents of every element of this name, whatever its prefix. */
function elementsOf(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}>([\\s\\S]*?)</(?:\\w+:)?${name}>`, 'g'))].map(
    ([, content = '']) => content,
  );
}
