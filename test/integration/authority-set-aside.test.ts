import { expect, test } from 'vitest';
import type { WireEntry } from '../../shared/domain/entry';
import { TestAuthority } from '../support/test-authority';
import { WireTerminal, codeOf, send } from '../support/wire-terminal';

const YEAR = 366 * 86_400_000;

/** The live page as an administrator's browser gets it. */
async function page({ authority, url }: TestAuthority): Promise<string> {
  const password = 'a password for the page';
  await authority.setAdministratorPassword(password);
  const signedIn = await send(`${url}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `password=${encodeURIComponent(password)}`,
  });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const shown = await send(url, { headers: { cookie } });
  return String(shown.body).replaceAll(/<[^>]*>/g, '');
}

test('Given a forked terminal that became another one, when its export is imported, then it is kept apart by decision alone, once, and goes at a person’s request and when its time is over', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const [first, ...others] = terminal.entries(3);
  if (!first) throw new Error('no entry');
  await terminal.acknowledged([first, ...others]);
  terminal.rollBackTo(first);
  const forked = [terminal.entry({ retention: 'guest' }), terminal.entry({ retention: 'guest' })];
  expect(codeOf(await terminal.deliver(forked))).toBe('terminal-forked');

  const successor = await WireTerminal.create(authority.url);
  const code = await authority.code();
  const imposed = await successor.enrol(code, { former: { id: terminal.id, key: successor.key } });
  expect(codeOf(imposed)).toBe('proof-invalid');
  expect((await successor.enrol(code, { former: terminal })).status).toBe(201);
  expect((await successor.enrol(code, { former: terminal })).status).toBe(201);
  expect(successor.id).not.toBe(terminal.id);
  await successor.fetchToken();
  expect(codeOf(await terminal.deliver(forked))).toBe('terminal-quarantined');

  const imported = async (entries: readonly WireEntry[], by?: string) =>
    authority.authority.import([await terminal.exported(entries)], by);
  await expect(imported(forked)).rejects.toMatchObject({ code: 'authority-refused' });
  const altered = forked.map((entry) => ({ ...entry, bodyBase64: Buffer.from('{}').toString('base64') }));
  await expect(imported(altered, 'A. Auditor')).rejects.toThrow('signature-invalid');
  const kept = async () => (await authority.authority.setAside())[0];
  expect(await kept()).toBeUndefined();
  const apart = { accepted: 0, duplicates: 0, refused: 0, terminal: terminal.id };
  expect(await imported([first, ...forked], 'A. Auditor')).toEqual({
    ...apart,
    setAside: [{ terminal: terminal.id, entries: 2, duplicates: 1 }],
  });
  await imported(forked, 'B. Auditor');
  expect(await kept()).toMatchObject({
    terminal: terminal.id,
    replacedBy: successor.id,
    entries: 2,
    bodies: 2,
    decisions: [
      { by: 'A. Auditor', entries: 2 },
      { by: 'B. Auditor', entries: 0 },
    ],
  });

  const overview = await page(authority);
  for (const said of [`replaced by ${successor.id}`, `takes the place of ${terminal.id}`])
    expect(overview).toContain(said);

  const bodies = async () => (await authority.rows('SELECT seq FROM entry_bodies')).length;
  expect(await bodies()).toBe(3);
  const erased = [first, ...forked.slice(0, 1)].map(({ header }) => header.id);
  const erasure = successor.entry(
    { kind: 'erasure', about: null, retention: 'journal' },
    { entries: erased, operator: 'mei' },
  );
  await successor.acknowledged([erasure]);
  expect(await bodies()).toBe(3);
  expect(await kept()).toMatchObject({ entries: 2, bodies: 1 });
  await authority.authority.retention.run(new Date(Date.now() + YEAR));
  expect(await kept()).toMatchObject({ entries: 2, bodies: 0 });
});
