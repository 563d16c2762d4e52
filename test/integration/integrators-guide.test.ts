import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { conforms } from '../../main/authority/server/protocol';
import { protocol } from '../support/documented';
import { TestAuthority } from '../support/test-authority';

const docs = path.resolve(import.meta.dirname, '../../docs');
const guide = readFileSync(path.join(docs, 'integrators.md'), 'utf8');
const blocks = [...guide.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);

test('Given the integrator’s guide, when its commands are run one after the other, then each gets the answer that the guide says', async () => {
  const authority = await TestAuthority.open();
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-guide-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(path.join(docs, 'integrators', 'sign.mjs'), path.join(folder, 'sign.mjs'));
  // What each block prints stands between two marks.
  const script = blocks.map((block, index) => `echo; echo "== ${index + 1}"\n${block}`).join('\n');
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder,
    env: { ...process.env, AUTHORITY: authority.url, CODE: await authority.code() },
  });
  const printed = stdout
    .split(/^== \d+$/m)
    .slice(1)
    .map((text) => text.trim());
  const json = (index: number) => (printed[index] ?? '').split('\n').map((line) => JSON.parse(line));
  expect(printed.length).toBe(8);
  expect(json(0)[0]).toMatchObject({ ok: true, training: true, signingKey: authority.authority.signingKey });
  const statement = JSON.parse(readFileSync(path.join(folder, 'statement.json'), 'utf8'));
  expect(conforms('EnrolmentStatement', statement)).toBe(true);
  expect(json(3)[0]).toMatchObject({
    outcome: 'verified',
    purpose: 'hotel.check-in',
    terminal: statement.terminal,
  });
  const [first, second] = json(4);
  expect(first).toMatchObject({ cursor: 1, results: [{ status: 'accepted' }] });
  expect(second).toMatchObject({ cursor: 1, results: [{ status: 'duplicate' }] });
  expect(json(5)[0]).toMatchObject({ state: 'active', epoch: 1, cursor: 1 });
  const list = JSON.parse(readFileSync(path.join(folder, 'trust-list.json'), 'utf8'));
  expect(conforms('TrustList', list)).toBe(true);
  expect(json(7)[0]).toMatchObject({ error: { code: 'proof-invalid' } });
});

test('Given the guide’s table of errors, when it is compared with the protocol, then it names each code under its status', () => {
  const table = guide.slice(guide.indexOf('## Errors'), guide.indexOf('## Versions'));
  const named = [...table.matchAll(/^\| ([\d, ]+?) +\|(.*?)\|/gm)].flatMap(([, statuses = '', codes = '']) =>
    [...codes.matchAll(/`([a-z-]+)`/g)].map(([, code]) => ({ code, statuses: statuses.split(', ') })),
  );
  const answers = protocol.operations.flatMap(({ responses }) => responses);
  const known = answers.flatMap(({ status, content }) =>
    Object.keys(content['application/json']?.examples ?? {}).map((code) => ({ code, status })),
  );
  const failures = known.filter(({ status }) => status >= 400);
  for (const { code, status } of failures) {
    // Those of a training authority and of its page are no integrator's.
    if (code === 'training-only' || code === 'not-signed-in') continue;
    expect(named.find((each) => each.code === code)?.statuses, code).toContain(String(status));
  }
});
