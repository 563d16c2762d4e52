import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { issueEnrolmentCodes } from '../../main/authority/server/at-the-database';
import { enrolFolder } from '../../main/terminal/enrol-folder';
import { TerminalOptions } from '../../main/terminal/process-contract';
import { openTerminal } from '../../main/terminal/terminal';
import type { TerminalRole } from '../../shared/domain/terminal-role';
import { temporaryFolder } from '../support/journal-folder';
import { TestAuthority } from '../support/test-authority';

const masterKey = Buffer.alloc(32, 7);
const now = () => new Date();

let authority: TestAuthority;
beforeEach(async () => {
  authority = await TestAuthority.open({ training: false, masterKey });
});

/** A machine that was set to `selfService`, or not, enrolled with a code for this role. */
async function machine(role: TerminalRole, selfService?: string) {
  const folder = path.join(temporaryFolder(), 'live');
  const keyFile = path.join(path.dirname(folder), 'key');
  writeFileSync(keyFile, masterKey);
  const place = { site: 'main', role, count: 1, own: [] };
  const [enrolmentCode = ''] = await issueEnrolmentCodes(authority.database, place, now());
  const { signingKey } = authority.authority;
  const enrolled = await enrolFolder({
    folder,
    keyFile,
    authority: { url: authority.url, signingKey, enrolmentCode },
    now,
  });
  expect(enrolled.terminal.role).toBe(role);
  const terminal = await openTerminal(
    TerminalOptions.parse({ mode: 'live', folder, keyFile, authority: { url: authority.url }, selfService }),
    { now, monotonic: () => performance.now(), emit: () => undefined },
  );
  onTestFinished(() => terminal.close());
  return terminal;
}

const installer = { id: 'ada', name: 'Ada Okafor', role: 'installer', pin: '602913' } as const;

test('Given a machine enrolled for the front desk, when somebody wants the bank’s purpose there, then it is not to be had, and its own are', async () => {
  const { handlers, state } = await machine('front-desk');
  expect(state().role).toBe('front-desk');
  expect(state().purposes.map(({ form }) => form)).toEqual(['stay', 'claim', 'claim']);
  expect(() => handlers['purpose.select']({ name: 'bank.verify-customer' })).toThrow(/does not have/);
  handlers['purpose.select']({ name: 'reservation.claim' });
});

test('Given a machine enrolled for staff, when its file sets it to self-service, then the public is not served, and an installer cannot turn it on', async () => {
  const { handlers, state } = await machine('front-desk', 'hotel.check-in');
  await handlers['operators.add'](installer);
  expect(state().selfService).toBeUndefined();
  expect(handlers['self-service.read']({})).toMatchObject({ show: 'closed' });
  await handlers['sign-in']({ operator: 'ada', pin: installer.pin });
  expect(() => handlers['self-service.may-set']({ purpose: 'hotel.check-in' })).toThrow(/front-desk/);
});

test('Given a machine enrolled for self-service, when nobody set it up further, then it serves the public, and an installer cannot make a counter of it', async () => {
  const { handlers, state } = await machine('self-service');
  await handlers['operators.add'](installer);
  expect(state()).toMatchObject({ role: 'self-service', selfService: 'hotel.check-in' });
  expect(handlers['self-service.read']({})).toMatchObject({
    show: 'welcome',
    purpose: { name: 'hotel.check-in' },
  });
  await handlers['sign-in']({ operator: 'ada', pin: installer.pin });
  expect(() => handlers['self-service.may-set']({ purpose: null })).toThrow(/self-service/);
  expect(handlers['self-service.may-set']({ purpose: 'reservation.claim' })).toEqual({});
});

test('Given a machine enrolled for self-service that was set to one purpose, when it starts, then it serves that one', async () => {
  const { state } = await machine('self-service', 'reservation.claim');
  expect(state().selfService).toBe('reservation.claim');
});
