import { cpSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { enrol } from '../../main/authority/client';
import { openJournalFileReadOnly } from '../../main/journal/journal-file';
import { verifyJournal } from '../../main/journal/verify-journal';
import { TerminalOptions } from '../../main/terminal/process-contract';
import { type Terminal, openTerminal } from '../../main/terminal/terminal';
import { trainingOperators } from '../../main/terminal/training-operators';
import { deliverAll, enrolledJournal } from '../support/enrolled-journal';
import { temporaryFolder } from '../support/journal-folder';
import { journalProgram } from '../support/journal-program';
import { checkIn, people } from '../support/journal-samples';
import { TestAuthority } from '../support/test-authority';

/* A machine whose journal was rolled back or forked begins again as another terminal, with a real authority over HTTP. */

const run = journalProgram();
const stay = { room: '204', arrival: '2031-05-01', departure: '2031-05-03' };
const reader = { id: 'desk', kind: 'command', name: 'desk' } as const;

test('Given a desk whose disk was set back, when an installer enrols it anew, then it works on as another terminal, nothing of the old journal is lost, and what it could not deliver is set aside by decision alone', async () => {
  const authority = await TestAuthority.open();
  const place = { url: authority.url, enrolmentCode: await authority.code() };
  const folder = path.join(temporaryFolder(), 'desk');
  const samples = await authority.authority.samples();
  const standing = samples[0]?.text ?? '';
  const once =
    samples.find(({ reusable, expect: outcome }) => !reusable && outcome === 'verified')?.text ?? '';

  const first = await opened(folder, place);
  const old = first.state().terminal;
  const delivered = await recorded(first, standing);
  await first.handlers.drain({});
  await first.close();
  const backup = path.join(temporaryFolder(), 'backup');
  cpSync(folder, backup, { recursive: true });
  const lost = await opened(folder, place);
  await recorded(lost, standing);
  await lost.handlers.drain({});
  await lost.close();
  rmSync(folder, { recursive: true });
  cpSync(backup, folder, { recursive: true });

  // Offline it cannot know yet, and records.
  await authority.authority.stopListening();
  const terminal = await opened(folder, place);
  const undelivered = await recorded(terminal, standing);
  const amber = await recorded(terminal, once);
  await authority.authority.listen();
  await until(() => terminal.state().journal.problem?.code === 'journal-rolled-back');

  const { handlers } = terminal;
  const code = await authority.code();
  expect(() => handlers['enrolment.anew']({ code })).toThrow('installer');
  await signIn(terminal, 'installer');
  await expect(handlers['enrolment.anew']({ code: 'ZZZZ-ZZZZ-ZZZZ' })).rejects.toMatchObject({
    code: 'enrolment-code-wrong',
  });
  expect(terminal.state()).toMatchObject({
    terminal: old,
    journal: { problem: { code: 'journal-rolled-back' } },
  });
  const enrolled = await handlers['enrolment.anew']({ code });
  expect(enrolled.terminal).not.toBe(old);
  expect(terminal.state().terminal).toBe(enrolled.terminal);
  expect(terminal.state().journal.problem).toBeUndefined();

  await recorded(terminal, standing);
  await until(async () => {
    await handlers.drain({});
    return terminal.state().awaitingVerdict === 0 && terminal.state().outbox.queued === 0;
  });
  const guest = async (entry: string) => (await handlers['guests.one']({ entry })).guest;
  expect(await guest(delivered)).toMatchObject({ delivery: 'acknowledged' });
  expect(await guest(undelivered)).toMatchObject({
    delivery: 'refused',
    deliveryReason: 'terminal-quarantined',
  });
  // The question that it sealed as the old terminal is answered to the new one.
  expect(await guest(amber)).toMatchObject({ late: { outcome: 'verified' } });
  expect(
    await authority.rows(`SELECT id, state, replaced_by FROM terminals WHERE id = '${old}'`),
  ).toMatchObject([{ state: 'quarantined', replaced_by: enrolled.terminal }]);
  const [told] = await authority.rows(
    `SELECT seq FROM entries WHERE terminal = '${enrolled.terminal}' AND header LIKE '%"kind":"enrolment"%'`,
  );
  expect(told).toMatchObject({ seq: 1 });
  const below = terminal.state().journal.entries + 1;
  const [begun] = (await handlers['journal.find']({ search: { kind: 'enrolment' }, below })).positions;
  const [line] = await handlers['journal.lines']({ positions: [begun ?? 0] });
  const { body } = await handlers['journal.entry']({ entry: line?.id ?? '' });
  expect(body).toContainEqual({ path: 'former', value: old });
  await terminal.close();

  const audited = openJournalFileReadOnly(folder);
  expect(verifyJournal(audited, { authorityKeys: [authority.authority.publicKey] })).toMatchObject({
    ok: true,
  });
  audited.close();

  const out = path.join(temporaryFolder(), 'rest.bundle');
  await run('journal', 'export', '--data', folder, '--format', 'bundle', '--out', out);
  const lines = readFileSync(out, 'utf8').split('\n');
  await expect(authority.authority.import(lines)).rejects.toMatchObject({ code: 'authority-refused' });
  const imported = await authority.authority.import(lines, 'A. Auditor');
  const [apart] = imported.setAside ?? [];
  // Its last checkpoint before the backup was delivered by the history that the disk lost.
  expect(apart).toMatchObject({ terminal: old, duplicates: 1 });
  const inFile = (apart?.entries ?? 0) + 1;
  expect(await authority.authority.import(lines, 'A. Auditor')).toMatchObject({
    setAside: [{ terminal: old, entries: 0, duplicates: inFile }],
  });
  const [kept] = await authority.authority.setAside();
  expect(kept).toMatchObject({
    terminal: old,
    replacedBy: enrolled.terminal,
    entries: apart?.entries,
    bodies: apart?.entries,
    decisions: [{ by: 'A. Auditor', entries: apart?.entries }, { entries: 0 }],
  });
  expect(await authority.rows(`SELECT id FROM entries WHERE id = '${undelivered}'`)).toEqual([]);
  expect(await authority.rows(`SELECT id FROM set_aside WHERE id = '${undelivered}'`)).toHaveLength(1);
});

test('Given a machine of which the authority found two histories, when it is enrolled anew on the command line, then a person’s erasure reaches what both terminals wrote, also what was set aside', async () => {
  const { journal, client, authority, folder, close, enrolment } = await enrolledJournal();
  const { entry: stored } = checkIn(journal, people.okafor);
  await deliverAll(journal, client);
  const { entry: waiting } = checkIn(journal, people.okafor);
  close(journal);
  const anew = async (code: string) => run('enrol', '--anew', code, '--data', folder, '--json');
  const inOrder = await anew(await authority.code());
  expect(inOrder).toMatchObject({ status: 1, words: expect.stringContaining('not-permitted') });

  await authority.rows("UPDATE terminals SET state = 'quarantined' RETURNING id");
  const answer = await anew(await authority.code());
  const { terminal, state } = JSON.parse(answer.out) as { terminal: string; state: string };
  expect(state).toBe('enrolled-anew');
  expect(terminal).not.toBe(enrolment.terminal);
  expect((await run('journal', 'verify', '--data', folder)).status).toBe(0);

  const out = path.join(temporaryFolder(), 'rest.bundle');
  await run('journal', 'export', '--data', folder, '--format', 'bundle', '--out', out);
  const kept = await run(
    'authority',
    'import',
    out,
    '--database',
    authority.database,
    '--set-aside',
    'A. Auditor',
    '--json',
  );
  expect(JSON.parse(kept.out)).toMatchObject({ terminal, setAside: [{ terminal: enrolment.terminal }] });
  const listed = await run('authority', 'set-aside', '--database', authority.database);
  expect(listed.out).toContain(`${enrolment.terminal}, now ${terminal}`);

  await run('retention', 'erase', '--data', folder, '--person', people.okafor.documentNumber ?? '', '--json');
  const desk = await opened(folder, { url: authority.url });
  await until(async () => {
    await desk.handlers.drain({});
    return desk.state().outbox.queued === 0;
  });
  expect(
    await authority.rows(`SELECT id FROM set_aside WHERE id = '${waiting}' AND sealed IS NOT NULL`),
  ).toEqual([]);
  expect(
    await authority.rows(
      `SELECT seq FROM entry_bodies JOIN entries USING (terminal, epoch, seq) WHERE id = '${stored}'`,
    ),
  ).toEqual([]);
});

test('Given somebody with a code who was never that terminal, when they say that they were, then no terminal is enrolled or stopped', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const other = await authority.terminal();
  const former = { terminal: terminal.id, privateKey: other.key };
  await expect(
    enrol({ url: authority.url, code: await authority.code(), now: () => new Date(), former }),
  ).rejects.toMatchObject({ code: 'authority-refused', problem: 'proof-invalid' });
  expect(await authority.rows("SELECT id FROM terminals WHERE state = 'active'")).toHaveLength(2);
});

async function recorded(terminal: Terminal, text: string): Promise<string> {
  const { id, purpose } = await terminal.present(reader, { type: 'text', text });
  const done = await terminal.handlers['check-in']({ verdict: id, purpose, form: stay });
  return done.entry;
}

async function signIn(terminal: Terminal, role: string): Promise<void> {
  const { id: operator = '', pin = '' } = trainingOperators.find((one) => one.role === role) ?? {};
  await terminal.handlers['sign-in']({ operator, pin });
}

async function opened(folder: string, authority: object): Promise<Terminal> {
  const options = TerminalOptions.parse({ mode: 'live', folder, authority });
  const terminal = await openTerminal(options, {
    now: () => new Date(),
    monotonic: () => performance.now(),
    emit: () => undefined,
  });
  onTestFinished(() => terminal.close());
  return terminal;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
}
