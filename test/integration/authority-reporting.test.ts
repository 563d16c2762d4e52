import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { ReportFacts } from '../../shared/domain/reporting/report-facts';
import type { ReporterProfile } from '../../main/authority/server/reporting/reporter-profile';
import { addAuthority } from '../../main/cli/authority';
import { SesServer, spanish } from '../support/ses-server';
import { TestAuthority } from '../support/test-authority';
import type { WireTerminal } from '../support/wire-terminal';

const SITE = 'main';
const MINUTE = 60_000;
const italian: ReporterProfile = {
  reporter: 'alloggiati-web',
  purpose: 'hotel.check-in',
  timeZone: 'Europe/Rome',
};
const spanishFacts: ReportFacts = {
  documentType: 'PAS',
  nationality: 'ITA',
  address: { street: 'Via Roma 1', postcode: '00100', country: 'ITA', municipality: 'Roma' },
  telephone: '+39 06 000000',
};
const italianFacts: ReportFacts = {
  birthState: '100000215',
  citizenship: '100000215',
  documentType: 'PASOR',
  documentPlaceOfIssue: '100000215',
};
const today = new Date().toISOString().slice(0, 10);
const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** A check-in of an invented guest, delivered. */
async function checkIn(
  terminal: WireTerminal,
  name: string,
  party?: string,
  nights = 2,
  purpose = 'hotel.check-in',
): Promise<string> {
  const body = {
    verdict: randomUUID(),
    purpose,
    outcome: 'check-by-eye',
    claims: {
      familyName: name,
      givenName: 'Ada',
      birthDate: '1980-04-27',
      sex: 'female',
      documentNumber: 'X123',
    },
    form: { room: '12', arrival: today, departure: later(nights) },
    operator: 'clerk',
    ...(party !== undefined && { party }),
  };
  const entry = terminal.entry({ kind: 'check-in', about: null }, body);
  const { results } = await terminal.acknowledged([entry]);
  expect(results.map(({ status }) => status)).toEqual(['accepted']);
  return entry.header.id;
}

async function opened(profile: ReporterProfile) {
  const authority = await TestAuthority.open();
  const { reporting } = authority.authority;
  await reporting.reports.setProfile(SITE, profile);
  const states = async () => (await reporting.open(SITE, profile)).map(({ state, code }) => code ?? state);
  return { authority, reporting, states, terminal: await authority.terminal() };
}

test('Given guests in Spain, when it is their turn, then they are sent in one batch, asked about until it is decided, one is refused with its code, and the receipt is kept for three years', async () => {
  const ses = await SesServer.start();
  const { authority, reporting, states, terminal } = await opened(spanish(ses.url));
  const [first, second] = [await checkIn(terminal, 'Rossi'), await checkIn(terminal, 'Bianchi')];
  const lacking = await reporting.open(SITE, spanish(ses.url));
  expect(lacking[0]?.problems.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['address', 'telephone']),
  );
  expect(await reporting.run()).toMatchObject({ sent: 0, incomplete: 2 });
  expect(ses.asked).toBe(0);
  for (const entry of [first, second]) await reporting.reports.complete(entry, spanishFacts);
  ses.refuses.set(second, '10150');
  expect(await reporting.run()).toMatchObject({ sent: 2, incomplete: 0 });
  expect(ses.registered).toEqual([first, second]);
  authority.ahead += 2 * MINUTE;
  expect(await reporting.run()).toMatchObject({ sent: 0, taken: 0, refused: 0 });
  authority.ahead += 2 * MINUTE;
  expect(await reporting.run()).toMatchObject({ taken: 1, refused: 1 });
  expect(await states()).toEqual(['10150']);
  const [receipt] = await reporting.reports.receipts();
  expect(receipt?.receipt).toContain('C-L-1-1');
  expect(receipt && receipt.keepUntil.getTime() - receipt.keptAt.getTime()).toBeGreaterThan(
    3 * 365 * 86_400_000,
  );
  // Put right, the refused one goes again; the one that was taken does not.
  ses.refuses.clear();
  await reporting.reports.complete(second, spanishFacts);
  await reporting.run();
  expect(ses.registered).toEqual([first, second, second]);
  const stored = async () => JSON.stringify(await authority.rows('SELECT * FROM reports'));
  expect(await stored()).not.toContain('Via Roma');
  expect(JSON.stringify(await authority.rows('SELECT * FROM reporters'))).not.toContain('secret');
});

test('Given a service that takes the sheets and gives no answer, when they are tried again, then it is asked first and nobody is registered twice', async () => {
  const ses = await SesServer.start();
  const { authority, reporting, states, terminal } = await opened(spanish(ses.url));
  const entry = await checkIn(terminal, 'Rossi');
  await reporting.reports.complete(entry, spanishFacts);
  ses.silent = 'after';
  expect(await reporting.run()).toMatchObject({ sent: 0, unanswered: 1 });
  // Not again before its turn, also where another process looks.
  await reporting.run();
  expect(ses.registered).toEqual([entry]);
  // Nobody answers for a while: it stays under way.
  authority.ahead += 3 * MINUTE;
  ses.silent = 'before';
  expect(await reporting.run()).toMatchObject({ unanswered: 1 });
  expect(await states()).toEqual(['sending']);
  for (let round = 0; round < 4; round += 1) {
    authority.ahead += 10 * MINUTE;
    await reporting.run();
  }
  expect(ses.registered).toEqual([entry]);
  expect(await states()).toEqual([]);
});

test('Given a service that was not there, when it comes back, then the sheets are sent, once', async () => {
  const ses = await SesServer.start();
  const { authority, reporting, states, terminal } = await opened(spanish(ses.url));
  const entry = await checkIn(terminal, 'Rossi');
  await reporting.reports.complete(entry, spanishFacts);
  ses.silent = 'before';
  expect(await reporting.run()).toMatchObject({ unanswered: 1 });
  expect(ses.registered).toEqual([]);
  for (let round = 0; round < 4; round += 1) {
    authority.ahead += 10 * MINUTE;
    await Promise.all([reporting.run(), reporting.run()]);
  }
  expect(ses.registered).toEqual([entry]);
  expect(await states()).toEqual([]);
});

test('Given check-ins before and after the site reports, one for another purpose, when one is taken back, then only those that stand and are to be reported are due', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const { reporting } = authority.authority;
  await checkIn(terminal, 'Early');
  await reporting.reports.setProfile(SITE, italian);
  const [stands, taken] = [await checkIn(terminal, 'Rossi'), await checkIn(terminal, 'Bianchi')];
  const night = await checkIn(terminal, 'Verdi', undefined, 1);
  await checkIn(terminal, 'Account', undefined, 2, 'bank.us-cip');
  await terminal.acknowledged([terminal.entry({ kind: 'void', about: taken })]);
  const due = await reporting.reports.of(SITE, ['due'], 10);
  expect(due.map(({ entry }) => entry)).toEqual([night, stands]);
  const open = await reporting.open(SITE, italian);
  // Italy gives six hours for one night; what is due first stands first.
  expect(open.map(({ entry }) => entry)).toEqual([night, stands]);
  const hours = open.map(({ dueAt }) => Math.round((dueAt.getTime() - Date.now()) / 3_600_000));
  expect(hours).toEqual([6, 24]);
});

test('Given a party in Italy, when the file is written and the portal refuses a line, then head and members stand in order, the receipt is kept, and the refused one is open', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-report-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { authority, terminal } = await opened(italian);
  const party = randomUUID();
  const head = await checkIn(terminal, 'Rossi', party);
  await checkIn(terminal, 'Bianchi');
  const member = await checkIn(terminal, 'Verdi', party);
  const said: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  onTestFinished(() => void vi.restoreAllMocks());
  /** Runs the command on the authority's database, beside the authority that runs. */
  const report = async (...words: string[]) => {
    expect(await status(...words)).toBe(0);
    return JSON.parse(said.at(-1) ?? '');
  };
  const status = async (...words: string[]) => {
    const program = new Command().exitOverride();
    addAuthority(program);
    const key = path.join(folder, 'key');
    writeFileSync(key, '05'.repeat(32));
    const place = authority.database.startsWith('postgres') ? ['--training', '--key-file', key] : [];
    const all = ['authority', 'report', ...words, '--database', authority.database, ...place, '--json'];
    await program.parseAsync(all, { from: 'user' });
    const ended = process.exitCode;
    process.exitCode = undefined;
    return ended;
  };
  const facts = path.join(folder, 'facts.json');
  writeFileSync(facts, JSON.stringify(italianFacts));
  for (const { entry } of await report('list')) await report('complete', entry, facts);
  // A file that cannot be written takes nothing with it.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  expect(await status('file', '--out', path.join(folder, 'nowhere', 'guests.txt'))).toBe(3);
  const out = path.join(folder, 'guests.txt');
  const { batch, lines } = await report('file', '--out', out);
  expect(lines).toBe(3);
  const written = readFileSync(out, 'latin1').split('\r\n');
  expect(written.map((line) => line.length)).toEqual([168, 168, 168]);
  const types = written.map((line) => `${line.slice(0, 2)} ${line.slice(14, 22).trim()}`);
  expect(types).toContain('16 BIANCHI');
  expect(types.indexOf('20 VERDI')).toBe(types.indexOf('18 ROSSI') + 1);
  expect(await report('file', '--out', out)).toEqual({ lines: 0 });
  const receipt = path.join(folder, 'receipt.pdf');
  writeFileSync(receipt, '%PDF-1.7 receipt');
  await report('receipt', batch, receipt, '--refused', String(types.indexOf('20 VERDI') + 1));
  const open = await report('list');
  expect(open).toMatchObject([{ entry: member, state: 'refused', code: 'line-refused' }]);
  expect(open).not.toMatchObject([{ entry: head }]);
  expect(await report('receipts')).toMatchObject([{ site: SITE, batch }]);
});
