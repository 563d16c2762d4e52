import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { inflateRawSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import type { ReporterProfile } from '../../main/authority/server/reporting/reporter-profile';

/** How a site reports to a service at this address. */
export const spanish = (url: string): ReporterProfile => ({
  reporter: 'ses-hospedajes',
  purpose: 'hotel.check-in',
  timeZone: 'Europe/Madrid',
  url,
  user: 'user',
  password: 'secret',
  landlord: '1',
  establishment: '2',
  checkOutTime: '11:00',
  payment: 'TARJT',
});

/**
 * SES.HOSPEDAJES as docs/registration.md describes it, with its faults: it takes whatever comes, also twice, so that a test
 * sees a communication that was sent twice.
 */
export class SesServer {
  /** References in the order in which they were registered. */
  readonly registered: string[] = [];
  /** References that are refused, with the ministry's code. */
  readonly refuses = new Map<string, string>();
  /** How often a batch is answered "waiting" before it is decided. */
  looks = 1;
  /** `after`: takes the next request and gives no answer; `before`: gives none and takes nothing. */
  silent: 'after' | 'before' | undefined;
  asked = 0;
  /** The XML of each request that registered something. */
  readonly sheets: string[] = [];
  url = '';
  readonly #batches = new Map<string, { references: string[]; looks: number }>();

  static async start(): Promise<SesServer> {
    const ses = new SesServer();
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        ses.asked += 1;
        const { silent } = ses;
        ses.silent = undefined;
        if (silent === 'before') return response.destroy();
        if (request.headers.authorization !== `Basic ${Buffer.from('user:secret').toString('base64')}`)
          return response.writeHead(401).end();
        const answer = ses.#answer(body);
        return silent === 'after' ? response.destroy() : response.end(`<env><r>${answer}</r></env>`);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    ses.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    return ses;
  }

  #answer(body: string): string {
    const batch = /<com:lote>([^<]+)</.exec(body)?.[1];
    if (batch !== undefined) return this.#decided(batch);
    const xml = unzipped(/<com:solicitud>([^<]+)</.exec(body)?.[1] ?? '');
    const references = [...xml.matchAll(/<referencia>([^<]+)</g)].map(([, reference = '']) => reference);
    if (body.includes('<com:tipoOperacion>C<')) return this.#found(references[0] ?? '');
    const number = `L-${this.#batches.size + 1}`;
    this.#batches.set(number, { references, looks: this.looks });
    this.registered.push(...references);
    this.sheets.push(xml);
    return `<codigo>0</codigo><lote>${number}</lote>`;
  }

  #found(reference: string): string {
    const [number] = [...this.#batches].find(([, { references }]) => references.includes(reference)) ?? [];
    return number === undefined
      ? '<codigo>10100</codigo>'
      : `<codigo>0</codigo><ns2:lote>${number}</ns2:lote>`;
  }

  #decided(number: string): string {
    const batch = this.#batches.get(number);
    if (!batch) return '<codigoEstado>5</codigoEstado><codigoError>10110</codigoError>';
    batch.looks -= 1;
    if (batch.looks >= 0) return '<codigoEstado>4</codigoEstado>';
    const results = batch.references.map((reference, index) => {
      const code = this.refuses.get(reference);
      const outcome =
        code === undefined
          ? `<codigoComunicacion>C-${number}-${index + 1}</codigoComunicacion>`
          : `<tipoError>${code}</tipoError><error>…</error>`;
      return `<resultadoComunicacion><orden>${index + 1}</orden>${outcome}</resultadoComunicacion>`;
    });
    return `<codigoEstado>1</codigoEstado>${results.join('')}`;
  }
}

/** The one file of an archive, read by its local header alone. */
function unzipped(base64: string): string {
  const zip = Buffer.from(base64, 'base64');
  const begin = 30 + zip.readUInt16LE(26) + zip.readUInt16LE(28);
  return inflateRawSync(zip.subarray(begin, begin + zip.readUInt32LE(18))).toString('utf8');
}
