import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { inflateRawSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { askBatch, sendSheets } from '../../../main/authority/reporters/ses-client';
import { sesDeadline, sesPayload } from '../../../main/authority/reporters/ses-hospedajes';
import { type SesPerson, type SesStay, sesProblems } from '../../../shared/domain/reporting/ses-stay';

const person: SesPerson = {
  name: 'Beatriz <i>',
  firstSurname: 'Soler',
  secondSurname: 'Vidal',
  document: { type: 'NIF', number: '00000000T', support: 'ABC123456' },
  birthDate: '1980-04-27',
  nationality: 'ESP',
  address: { street: 'Calle Mayor 1 & 2', postcode: '28013', country: 'ESP', municipalityCode: '28079' },
  telephone: '+34 600 000 000',
};
const stay: SesStay = {
  reference: 'H-2026-0001',
  contractDate: '2026-11-20',
  entry: '2026-11-28T15:00:00',
  exit: '2026-11-30T11:00:00',
  payment: 'TARJT',
  persons: [person],
};

/** The one file of an archive, read by its local header alone. */
function unzipped(base64: string): string {
  const zip = Buffer.from(base64, 'base64');
  expect(zip.readUInt32LE(0)).toBe(0x04034b50);
  const begin = 30 + zip.readUInt16LE(26) + zip.readUInt16LE(28);
  return inflateRawSync(zip.subarray(begin, begin + zip.readUInt32LE(18))).toString('utf8');
}

test('Given a stay, when its payload is made, then it is a ZIP of UTF-8 XML in Base64 in which names stand escaped', () => {
  const xml = unzipped(sesPayload([stay], '0000012345'));
  expect(xml).toContain('<nombre>Beatriz &lt;i&gt;</nombre>');
  expect(xml).toContain('<direccion>Calle Mayor 1 &amp; 2</direccion>');
  expect(xml).toContain('<numPersonas>1</numPersonas>');
});

test('Given a minor with an adult, when the payload is made, then both carry what the adult is to the minor', () => {
  const { document: _, ...child } = person;
  const parent: SesPerson = { ...person, kinship: 'PM' };
  const family = { ...stay, persons: [parent, { ...child, birthDate: '2018-06-01' }] };
  const xml = unzipped(sesPayload([family, stay], '0000012345'));
  expect(xml.match(/<parentesco>PM<\/parentesco><\/persona>/g)).toHaveLength(2);
});

test('Given minors of 14 and more with a written permission, when nobody of age stays, then they are reported without kinship; a younger one waits for an adult', () => {
  const teen: SesPerson = { ...person, birthDate: '2012-11-28', unaccompanied: true };
  const xml = unzipped(sesPayload([{ ...stay, persons: [teen, teen] }], '0000012345'));
  expect(xml).not.toContain('<parentesco>');
  const younger = { ...teen, birthDate: '2012-11-29' };
  const adult = { ...person, birthDate: '1980-01-01' };
  for (const persons of [[teen, younger], [teen, adult], [{ ...teen, unaccompanied: false }]])
    expect(sesProblems([{ ...stay, persons }]).map(({ field }) => field)).toEqual(['kinship']);
});

test.each<[string, Partial<SesStay>, Partial<SesPerson>]>([
  ['reference', { reference: 'x'.repeat(51) }, {}],
  ['exit', { exit: '2026-11-27T11:00:00' }, {}],
  ['secondSurname', {}, { secondSurname: '' }],
  ['document.support', {}, { document: { type: 'NIE', number: 'X0000000T' } }],
  ['document.number', {}, { document: { type: 'PAS', number: 'x'.repeat(16) } }],
  ['nationality', {}, { nationality: 'ES' }],
  ['address.municipality', {}, { address: { ...person.address, country: 'ITA' } }],
  ['kinship', {}, { birthDate: '2015-01-01' }],
])(
  'Given a stay whose %s would be refused, when it is checked, then the field is named',
  (field, change, ofPerson) => {
    const bent = { ...stay, persons: [{ ...person, ...ofPerson }], ...change };
    expect(sesProblems([bent]).map((problem) => problem.field)).toContain(field);
    expect(() => sesPayload([bent], '1')).toThrow(RangeError);
  },
);

test('Given more than a hundred communications, when they are checked, then they are too many for one request', () => {
  const many = Array.from({ length: 101 }, () => stay);
  expect(sesProblems(many).map(({ field }) => field)).toContain('stays');
});

test('Given the service, when sheets are sent, then a batch number comes back, which is asked about until it is taken; a wrong password and silence are told apart', async () => {
  let asked = 0;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      if (request.headers.authorization !== `Basic ${Buffer.from('user:secret').toString('base64')}`)
        return response.writeHead(401).end();
      if (!body.includes('consultaLoteRequest')) {
        expect(unzipped(/<com:solicitud>([^<]+)</.exec(body)?.[1] ?? '')).toContain('H-2026-0001');
        return response.end('<r><ns2:respuesta><codigo>0</codigo><lote>L-77</lote></ns2:respuesta></r>');
      }
      expect(body).toContain('<com:lote>L-77</com:lote>');
      asked += 1;
      return response.end(`<r><codigoEstado>${asked < 3 ? 4 : 1}</codigoEstado></r>`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const access = { url, user: 'user', password: 'secret', landlord: '1', establishment: '2' };
  const batch = await sendSheets([stay], access);
  expect(batch).toBe('L-77');
  const states = [
    await askBatch(batch, 1, access),
    await askBatch(batch, 1, access),
    await askBatch(batch, 1, access),
  ];
  expect(states.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'done']);
  await expect(sendSheets([stay], { ...access, password: 'wrong' })).rejects.toMatchObject({
    code: 'authority-refused',
  });
  await expect(sendSheets([stay], { ...access, url: 'http://127.0.0.1:9/' })).rejects.toMatchObject({
    code: 'authority-unreachable',
  });
});

test('Given a check-in, when its deadline is asked for, then it is 24 hours later', () => {
  expect(sesDeadline(new Date('2026-11-28T10:00:00Z')).toISOString()).toBe('2026-11-29T10:00:00.000Z');
});
