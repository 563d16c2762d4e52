import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { issueReceipt } from '../../main/cli/journal-receipt';
import { succeedSigningKey } from '../../main/cli/new-signing-key';
import { openStorage } from '../../main/authority/server/storage/open-storage';
import { type PublicKey, generateSigningKey, publicHalf } from '../../main/crypto/jwk';
import { readSuccession, signSuccession } from '../../main/crypto/succession';
import { openJournalFileReadOnly } from '../../main/journal/journal-file';
import { openJournal } from '../../main/journal/open-journal';
import { checkReceipt } from '../../main/journal/receipt';
import { verifyJournal } from '../../main/journal/verify-journal';
import { enrolFolder } from '../../main/terminal/enrol-folder';
import { storedEnrolment } from '../../main/terminal/enrolled-authority';
import { TerminalOptions } from '../../main/terminal/process-contract';
import { type Terminal, openTerminal } from '../../main/terminal/terminal';
import { temporaryFolder } from '../support/journal-folder';
import { TestAuthority } from '../support/test-authority';

const masterKey = Buffer.alloc(32, 7);
const now = () => new Date();
const monotonic = () => performance.now();
const desk = { id: 'desk', kind: 'command', name: 'desk' } as const;

let authority: TestAuthority;
let folder: string;
let keyFile: string;
let first: PublicKey;
beforeEach(async () => {
  authority = await TestAuthority.open({ training: false, masterKey });
  folder = path.join(temporaryFolder(), 'live');
  keyFile = path.join(path.dirname(folder), 'key');
  writeFileSync(keyFile, masterKey);
  first = authority.authority.publicKey;
  const { signingKey } = authority.authority;
  const ticket = { url: authority.url, signingKey, enrolmentCode: await authority.code() };
  await enrolFolder({ folder, keyFile, authority: ticket, now });
});

async function started(): Promise<Terminal> {
  const options = TerminalOptions.parse({ mode: 'live', folder, keyFile, authority: { url: authority.url } });
  const terminal = await openTerminal(options, { now, monotonic, emit: () => undefined });
  onTestFinished(() => terminal.close());
  return terminal;
}
/** As the command does it, in a process beside the one that serves. */
async function succession(): Promise<{ number: number; signingKey: string }> {
  const said = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await succeedSigningKey({ database: authority.database, training: false, keyFile, json: true });
  const [line] = said.mock.lastCall ?? [];
  said.mockRestore();
  return JSON.parse(String(line)) as { number: number; signingKey: string };
}
async function recorded(terminal: Terminal): Promise<void> {
  await terminal.present(desk, { type: 'text', text: 'not a code' });
}
/** What the sealed vault and the journal hold once nobody has them open. */
function kept() {
  const journal = openJournal({ folder, masterKey, now, monotonic });
  const entries = journal.browse.lines(journal.browse.find({ kind: 'succession' }, 1_000).positions);
  const pinned = storedEnrolment(journal)?.enrolment.signingKey.kid;
  const accepted = journal.successions().map((statement) => readSuccession(statement)?.number);
  journal.close();
  return { pinned, accepted, entries: entries.length };
}
function audited(authorityKeys?: PublicKey[]) {
  const file = openJournalFileReadOnly(folder);
  const verified = verifyJournal(file, { authorityKeys });
  file.close();
  return verified;
}
async function published(sql: string, ...values: (string | number)[]): Promise<void> {
  const storage = await openStorage(authority.database, now);
  await storage.run(sql, ...values);
  await storage.close();
}
/** Of the oldest refusal in the journal, as an auditor gets it. */
async function receipt(): Promise<string> {
  const journal = openJournalFileReadOnly(folder);
  const row = journal.prepare(`SELECT id FROM entries WHERE kind = 'refusal' ORDER BY position`).get();
  journal.close();
  const out = path.join(temporaryFolder(), 'receipt');
  await issueReceipt(String(row?.['id']), { data: folder, keyFile, out });
  return readFileSync(out, 'utf8').trim();
}
const alertsOf = (terminal: Terminal) => terminal.state().alerts.map(({ code }) => code);

describe('A new signing key of the authority', () => {
  test('Given a terminal at work, when the authority changes its key, then delivery goes on under the new one, which is pinned, journalled and stays after a restart', async () => {
    const terminal = await started();
    await recorded(terminal);
    await terminal.handlers.drain({});
    await terminal.close();
    const early = await receipt();

    const working = await started();
    const { number, signingKey } = await succession();
    await recorded(working);
    await working.handlers.drain({});
    expect([number, working.state().outbox.queued, alertsOf(working)]).toEqual([1, 0, []]);
    await working.close();
    const late = await receipt();
    expect(kept()).toEqual({ pinned: signingKey, accepted: [1], entries: 1 });

    // What either key signed is verified by either key, and by nobody else's.
    const second = authority.authority.publicKey;
    expect(second.kid).toBe(signingKey);
    for (const keys of [undefined, [first], [second]])
      expect(audited(keys), String(keys?.[0]?.kid)).toMatchObject({ ok: true });
    expect(audited([publicHalf(await generateSigningKey())])).toMatchObject({
      ok: false,
    });
    expect(checkReceipt(early, [first])).toMatchObject({ ok: true });
    expect(checkReceipt(early, [second])).toMatchObject({ reason: 'signer-not-proven' });
    expect(checkReceipt(early, [second, first])).toMatchObject({ ok: true });
    for (const key of [first, second]) expect(checkReceipt(late, [key])).toMatchObject({ ok: true });

    await authority.restart();
    const again = await started();
    await recorded(again);
    await again.handlers.drain({});
    expect([again.problem(), again.state().outbox.queued, alertsOf(again)]).toEqual([null, 0, []]);
    await again.close();
    expect(kept()).toMatchObject({ pinned: signingKey, accepted: [1] });
  });

  test('Given a terminal that was offline while the key changed twice, when it is back, then it follows both steps and delivers what waited', async () => {
    await authority.authority.stopListening();
    const terminal = await started();
    await recorded(terminal);
    await succession();
    const { signingKey } = await succession();
    await authority.start(Number(new URL(authority.url).port));
    await terminal.handlers.drain({});
    await vi.waitFor(() => expect(terminal.state().outbox.queued).toBe(0), 10_000);
    await terminal.close();
    expect(kept()).toEqual({ pinned: signingKey, accepted: [1, 2], entries: 2 });
    expect(audited([first])).toMatchObject({ ok: true });
  });

  test('Given a terminal where nothing happens, when the authority changes its key, then the heartbeat tells it', async () => {
    const terminal = await started();
    await vi.waitFor(() => expect(terminal.state().authority.online).toBe(true), 10_000);
    await terminal.close();
    const { signingKey } = await succession();
    const idle = await started();
    await vi.waitFor(
      async () => expect((await idle.handlers['enrolment.read']({}))?.signingKey).toBe(signingKey),
      10_000,
    );
  });

  const forgeries: [string, () => Promise<void>][] = [
    [
      'that another key signed',
      async () => {
        const [thief, next] = [await generateSigningKey(), await generateSigningKey()];
        const forged = await signSuccession({ number: 1, at: now() }, thief, next);
        await published('UPDATE successions SET statement = ? WHERE number = 1', forged);
      },
    ],
    [
      'whose statement was changed',
      () => published(`UPDATE successions SET statement = replace(statement, '.', '.A') WHERE number = 1`),
    ],
    [
      'with a gap',
      async () => {
        await succession();
        await published('DELETE FROM successions WHERE number = 1');
      },
    ],
  ];
  test.each(forgeries)(
    'Given a succession %s, when a terminal meets it, then it refuses the key in words, keeps its pin and its records',
    async (_what, forge) => {
      await succession();
      await forge();
      const terminal = await started();
      await recorded(terminal);
      await terminal.handlers.drain({});
      await vi.waitFor(() => expect(alertsOf(terminal)).toEqual(['succession-refused']), 10_000);
      expect(terminal.state().outbox).toMatchObject({ acknowledged: 0 });
      expect(terminal.state().outbox.queued).toBeGreaterThan(0);
      await terminal.close();
      expect(kept()).toEqual({ pinned: first.kid, accepted: [], entries: 0 });
    },
  );

  test('Given a key that was followed, when the authority shows an earlier one or another successor of it, then neither is believed', async () => {
    const { signingKey } = await succession();
    const terminal = await started();
    await recorded(terminal);
    await terminal.handlers.drain({});
    await terminal.close();
    expect(kept()).toMatchObject({ pinned: signingKey });

    // Restored from a backup of before the change; then changed once more.
    await published('DELETE FROM successions');
    await refusedNow();
    await published(`DELETE FROM keys WHERE name = 'signing 1'`);
    await authority.restart();
    expect((await succession()).signingKey).not.toBe(signingKey);
    await refusedNow();
    expect(kept()).toMatchObject({ pinned: signingKey, accepted: [1] });
  });
});

async function refusedNow(): Promise<void> {
  const terminal = await started();
  await recorded(terminal);
  await terminal.handlers.drain({});
  await vi.waitFor(() => expect(alertsOf(terminal)).toEqual(['succession-refused']), 10_000);
  expect(terminal.state().outbox.queued).toBeGreaterThan(0);
  await terminal.close();
}
