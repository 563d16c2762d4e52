import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { ImportedTrust } from '../../main/authority/server/imported-trust';
import { openStorage } from '../../main/authority/server/storage/open-storage';
import { readChip } from '../../main/credentials/emrtd/read-chip';
import { enrolFolder } from '../../main/terminal/enrol-folder';
import { TerminalOptions } from '../../main/terminal/process-contract';
import { type Terminal, openTerminal } from '../../main/terminal/terminal';
import { passportLines } from '../../main/training/passport/passport-samples';
import { TrustList } from '../../shared/domain/trust-list';
import { temporaryFolder } from '../support/journal-folder';
import { claim169Code, cwt, newSigner, trustListOf } from '../support/minted';
import { TestAuthority } from '../support/test-authority';

const masterKey = Buffer.alloc(32, 7);
const now = () => new Date();
const desk = { id: 'desk', kind: 'command', name: 'desk' } as const;

let live: TestAuthority;
let folder: string;
let keyFile: string;
beforeEach(async () => {
  live = await TestAuthority.open({ training: false, masterKey });
  folder = path.join(temporaryFolder(), 'live');
  keyFile = path.join(path.dirname(folder), 'key');
  writeFileSync(keyFile, masterKey);
});

async function trusting(more: Parameters<ImportedTrust['add']>[0]): Promise<void> {
  const storage = await openStorage(live.database, now);
  await new ImportedTrust(storage).add(more);
  await storage.close();
}
async function enrolled(): Promise<void> {
  const { signingKey } = live.authority;
  const authority = { url: live.url, signingKey, enrolmentCode: await live.code() };
  await enrolFolder({ folder, keyFile, authority, now });
}
async function started(): Promise<Terminal> {
  const options = TerminalOptions.parse({ mode: 'live', folder, keyFile, authority: { url: live.url } });
  const monotonic = () => performance.now();
  const terminal = await openTerminal(options, { now, monotonic, emit: () => undefined });
  onTestFinished(() => terminal.close());
  return terminal;
}

describe('A live terminal', () => {
  test('Given the whole training list on a live authority, when its samples are shown, then none of them is ever green', async () => {
    const training = await TestAuthority.open();
    const jws = await (await fetch(`${training.url}/v1/trust-list`)).text();
    const list = TrustList.parse(
      JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8')),
    );
    // An installer's mistake: the sample issuers, and the sample passport office as a state's root too.
    const office = list.issuers.find(({ formats }) => formats.includes('emrtd'));
    expect(office?.certificates).toHaveLength(1);
    await trusting({ issuers: list.issuers, csca: office?.certificates ?? [] });
    await enrolled();
    const terminal = await started();
    const samples = await training.authority.samples();
    const good = samples.filter(({ expect: outcome }) => outcome === 'verified');
    expect(good.length).toBeGreaterThanOrEqual(3);
    for (const { name, text } of good) {
      const verdict = await terminal.present(desk, { type: 'text', text });
      expect(verdict.outcome, name).not.toBe('verified');
    }
    const chip = training.authority.chipOf('passport');
    const line = passportLines.text.slice(44);
    const printed = [line.slice(0, 9), line.slice(13, 19), line.slice(21, 27)];
    const [documentNumber = '', birthDate = '', expiryDate = ''] = printed;
    if (!chip) throw new Error('no chip');
    const content = await readChip(chip, { mrz: { documentNumber, birthDate, expiryDate } });
    expect(content).toMatchObject({ type: 'emrtd', chipAuthentication: 'passed' });
    expect((await terminal.present(desk, content)).outcome).toBe('refused');
    expect((await terminal.present(desk, { type: 'text', text: passportLines.text })).outcome).not.toBe(
      'verified',
    );
  });

  test('Given a printed code that was shown, when the terminal was restarted in between, then it still says when', async () => {
    const signer = newSigner('ES256', 'issuer-1');
    await trusting({ issuers: trustListOf([signer]).issuers });
    await enrolled();
    const seconds = Math.floor(Date.now() / 1000);
    const payload = cwt(undefined, { 4: seconds + 86_400, 6: seconds - 60 });
    const text = claim169Code({ signer, payload });
    const before = await started();
    const first = await before.present(desk, { type: 'text', text });
    expect(first).toMatchObject({ outcome: 'verified' });
    expect(first.shownBeforeAt).toBeUndefined();
    await before.close();
    const shownAgain = await (await started()).present(desk, { type: 'text', text });
    expect(shownAgain).toMatchObject({ outcome: 'verified' });
    expect(Date.parse(shownAgain.shownBeforeAt ?? '')).toBeLessThanOrEqual(Date.now());
  });
});
