import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { giveOrder, setSite } from '../../main/authority/server/at-the-database';
import { Fleet } from '../../main/authority/server/fleet';
import { openStorage } from '../../main/authority/server/storage/open-storage';
import { generateSigningKey } from '../../main/crypto/jwk';
import { openJournalFileReadOnly } from '../../main/journal/journal-file';
import { openJournal } from '../../main/journal/open-journal';
import { verifyJournal } from '../../main/journal/verify-journal';
import { enrolFolder } from '../../main/terminal/enrol-folder';
import { storedEnrolment } from '../../main/terminal/enrolled-authority';
import { TerminalOptions } from '../../main/terminal/process-contract';
import { SEALED_REST, beginWipe } from '../../main/terminal/revoke';
import { writeVault } from '../../main/terminal/vault-value';
import { openTerminal } from '../../main/terminal/terminal';
import { temporaryFolder } from '../support/journal-folder';
import { TestAuthority } from '../support/test-authority';

const masterKey = Buffer.alloc(32, 7);
const now = () => new Date();
const desk = { id: 'desk', kind: 'command', name: 'desk' } as const;

let authority: TestAuthority;
let folder: string;
let keyFile: string;
let id: string;
beforeEach(async () => {
  authority = await TestAuthority.open({ training: false, masterKey });
  folder = path.join(temporaryFolder(), 'live');
  keyFile = path.join(path.dirname(folder), 'key');
  writeFileSync(keyFile, masterKey);
  const { signingKey } = authority.authority;
  const enrolled = await enrolFolder({
    folder,
    keyFile,
    authority: { url: authority.url, signingKey, enrolmentCode: await authority.code() },
    now,
  });
  id = enrolled.terminal.terminal;
});

async function started(onWiped?: () => void) {
  const options = TerminalOptions.parse({ mode: 'live', folder, keyFile, authority: { url: authority.url } });
  const emit = () => undefined;
  const monotonic = () => performance.now();
  const terminal = await openTerminal(options, { now, monotonic, emit, ...(onWiped && { onWiped }) });
  onTestFinished(() => terminal.close());
  return terminal;
}
const fingerprintOf = async (terminal: Awaited<ReturnType<typeof started>>) =>
  (await terminal.handlers['enrolment.read']({}))?.fingerprint;
/** The terminal opens anew with it: for a moment it has none. */
const anotherFingerprint = (terminal: Awaited<ReturnType<typeof started>>, than: string | undefined) =>
  vi.waitFor(async () => {
    const found = await fingerprintOf(terminal);
    if (found === undefined || found === than) throw new Error('not yet');
    return found;
  }, 10_000);
const order = (kind: Parameters<typeof giveOrder>[2]) => giveOrder(authority.database, id, kind, now());
const delivered = () => authority.arrived.filter(({ status }) => status === 'accepted').length;

describe('What an authority orders from afar', () => {
  test('Given an order for a new key, when the terminal hears it, then it works and delivers with another key, also after a restart', async () => {
    const terminal = await started();
    const before = await fingerprintOf(terminal);
    await terminal.close();
    await order('rotate-key');
    const rotating = await started();
    const after = await anotherFingerprint(rotating, before);
    await rotating.present(desk, { type: 'text', text: 'not a code' });
    await rotating.handlers.drain({});
    expect(delivered()).toBeGreaterThan(0);
    await rotating.close();
    const again = await started();
    expect([again.problem(), await fingerprintOf(again)]).toEqual([null, after]);
    await again.close();
    const file = openJournalFileReadOnly(folder);
    const verified = verifyJournal(file, { authorityKeys: [authority.authority.publicKey] });
    file.close();
    expect(verified).toMatchObject({ ok: true });
  });

  test('Given a rotation whose answer was lost in a power cut, when the terminal starts, then it finds out which key is its own', async () => {
    const journal = openJournal({ folder, masterKey, now, monotonic: () => performance.now() });
    const before = storedEnrolment(journal)?.enrolment.privateKey;
    writeVault(journal.vault, 'next-terminal-key', await generateSigningKey());
    journal.close();
    const terminal = await started();
    const known = await fingerprintOf(terminal);
    await anotherFingerprint(terminal, known);
    expect(before?.kid).toBe(known);
    await terminal.present(desk, { type: 'text', text: 'not a code' });
    await terminal.handlers.drain({});
    expect(delivered()).toBeGreaterThan(0);
  });

  test('Given a live terminal whose key lies in a file, when it beats, then the authority hears where somebody should look', async () => {
    await started();
    const storage = await openStorage(authority.database, now);
    onTestFinished(() => storage.close());
    const fleet = new Fleet(storage);
    await vi.waitFor(async () => {
      const [terminal] = await fleet.terminals(1, now());
      expect(terminal?.health).toContainEqual({ topic: 'key', state: 'bad' });
    }, 10_000);
  });

  test('Given a new configuration of the site, when the terminal beats, then it takes it over and keeps it', async () => {
    const profile = { id: 'main', name: 'Harbour House', purposes: ['hotel.check-in'], signIn: true };
    const terminal = await started();
    expect(terminal.state().session.required).toBe(false);
    await setSite(authority.database, profile, [], now());
    await order('fetch-configuration');
    await vi.waitFor(() => expect(terminal.state().site).toBe('Harbour House'), 20_000);
    const changed = { session: { required: true }, purposes: { length: 1 } };
    // A rule to sign in waits until the desk has been free for a moment.
    await vi.waitFor(() => expect(terminal.state()).toMatchObject(changed), 20_000);
    await terminal.close();
    await authority.authority.stopListening();
    expect((await started()).state()).toMatchObject({ site: 'Harbour House', ...changed });
  });

  test('Given an order to revoke and wipe, when the terminal hears it, then what was undelivered is sealed for the authority and nothing else is left', async () => {
    await authority.authority.stopListening();
    const offline = await started();
    for (const text of ['not a code', 'nor this one']) await offline.present(desk, { type: 'text', text });
    await offline.close();
    await order('revoke-and-wipe');
    await authority.start(Number(new URL(authority.url).port));
    const wiped = vi.fn<() => void>();
    const terminal = await started(wiped);
    await vi.waitFor(() => expect(wiped).toHaveBeenCalledOnce(), 10_000);
    expect(terminal.problem()).toMatchObject({ code: 'terminal-revoked' });
    await expect(terminal.present(desk, { type: 'text', text: 'not a code' })).rejects.toMatchObject({
      code: 'terminal-revoked',
    });
    expect(existsSync(keyFile)).toBe(false);
    const left = readdirSync(folder);
    expect(left.filter((name) => name !== SEALED_REST)).toEqual([]);
    if (left.includes(SEALED_REST))
      await authority.authority.import(readFileSync(path.join(folder, SEALED_REST), 'utf8').split('\n'));
    expect(delivered()).toBeGreaterThanOrEqual(2);
  });

  test('Given a power cut in the middle of a wipe, when the terminal starts, then the wipe is brought to its end before anything is opened', async () => {
    beginWipe(folder);
    const wiped = vi.fn<() => void>();
    const terminal = await started(wiped);
    expect(terminal.problem()).toMatchObject({ code: 'terminal-revoked' });
    expect([existsSync(folder), existsSync(keyFile)]).toEqual([false, false]);
    expect(wiped).toHaveBeenCalledOnce();
  });
});
