import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createPublicKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { generateSigningKey, publicHalf } from '../../main/crypto/jwk';
import { signCompact } from '../../main/crypto/jws';
import { checkReceipt } from '../../main/journal/receipt';
import { enrolledJournal } from '../support/enrolled-journal';
import { journalProgram } from '../support/journal-program';
import { checkIn, people } from '../support/journal-samples';
import { temporaryFolder } from '../support/journal-folder';

const run = journalProgram();

/** A receipt as the command issues it, and the authority's own key file. */
async function issued() {
  const bench = await enrolledJournal();
  const { entry } = checkIn(bench.journal, people.lin);
  bench.close(bench.journal);
  const out = path.join(temporaryFolder(), 'stay.receipt');
  const answer = await run('journal', 'receipt', '--data', bench.folder, entry, '--out', out);
  expect(answer).toMatchObject({ status: 0, out: '' });
  const key = path.join(bench.authority.database, 'signing-key.json');
  return { ...bench, entry, out, key, receipt: readFileSync(out, 'utf8').trim() };
}

const file = (content: string) => {
  const name = path.join(temporaryFolder(), 'file');
  writeFileSync(name, content);
  return name;
};
const verify = async (...args: string[]) => {
  const { out, status } = await run('receipt', 'verify', ...args, '--json');
  return { ...(JSON.parse(out) as object), status };
};

test('Given a receipt and the authority’s key, when it is verified anywhere, then it proves the entry', async () => {
  const { entry, out, key, enrolment } = await issued();
  const proven = { ok: true, entry, signedBy: enrolment.terminal, status: 0 };
  expect(await verify(out, '--key', key)).toEqual(proven);
  const pem = createPublicKey({ key: { ...enrolment.signingKey }, format: 'jwk' }).export({
    format: 'pem',
    type: 'spki',
  });
  expect(await verify(out, '--key', file(String(pem)))).toEqual(proven);
  expect(await verify(out, '--key', file(JSON.stringify({ keys: [enrolment.signingKey] })))).toEqual(proven);
  const human = await run('receipt', 'verify', out, '--key', key);
  expect(human.out).toContain('The receipt holds');
  expect(human.out).toContain('林晓燕');
});

test('Given no key, or another authority’s, when a receipt is verified, then its signer is not proven', async () => {
  const { entry, out } = await issued();
  const unproven = { ok: false, entry, reason: 'signer-not-proven', status: 1 };
  expect(await verify(out)).toMatchObject(unproven);
  const other = publicHalf(await generateSigningKey());
  expect(await verify(out, '--key', file(JSON.stringify(other)))).toMatchObject(unproven);
  const notAKey = await run('receipt', 'verify', out, '--key', file('no key'));
  expect(notAKey).toMatchObject({ status: 3, words: expect.stringContaining('file-unreadable') });
});

test('Given a receipt in which anything was changed, when it is verified, then it says what does not hold', async () => {
  const { receipt, enrolment } = await issued();
  const payload = JSON.parse(Buffer.from(receipt.split('.')[1] ?? '', 'base64url').toString()) as {
    header: Record<string, unknown>;
    bodyBase64: string;
  };
  const { privateKey, signingKey } = enrolment;
  const signed = (value: object, key = privateKey) => signCompact(value, key, 'vestibule-receipt+jws');
  const reasonOf = (jws: string) => checkReceipt(jws, [signingKey]).reason;
  const body = Buffer.from(Buffer.from(payload.bodyBase64, 'base64').toString().replace('204', '205'));
  expect(reasonOf(await signed({ ...payload, bodyBase64: body.toString('base64') }))).toBe(
    'commitment-wrong',
  );
  const header = { ...payload.header, at: '2026-01-01T00:00:00.000Z' };
  expect(reasonOf(await signed({ ...payload, header }))).toBe('hash-wrong');
  expect(reasonOf(await signed(payload, await generateSigningKey()))).toBe('signature-wrong');
  expect(reasonOf(await signCompact(payload, privateKey, 'vestibule-client+jws'))).toBe('signature-wrong');
  expect(reasonOf(await signed({ ...payload, more: 1 }))).toBe('malformed');
  for (const garbage of ['', 'a.b.c', receipt.slice(0, -10), `${receipt}.x`]) {
    expect(checkReceipt(garbage, [signingKey]).ok).toBe(false);
  }
  expect(reasonOf(await signed(payload))).toBeUndefined();
});

test('Given a key that the authority stated for another terminal, when it signs, then the receipt does not hold', async () => {
  const [one, other] = [await issued(), await enrolledJournal()];
  const payload = JSON.parse(Buffer.from(one.receipt.split('.')[1] ?? '', 'base64url').toString()) as object;
  const { privateKey, statement, signingKey } = other.enrolment;
  const jws = await signCompact({ ...payload, statement }, privateKey, 'vestibule-receipt+jws');
  expect(checkReceipt(jws, [signingKey])).toMatchObject({ ok: false, reason: 'other-terminal' });
});

test('Given an entry that is not there, or a journal in use, when a receipt is asked for, then it says so', async () => {
  const { folder, open, close } = await issued();
  const nobody = await run('journal', 'receipt', '--data', folder, '00000000-0000-7000-8000-000000000000');
  expect(nobody).toMatchObject({ status: 3, out: '', words: expect.stringContaining('unknown-entry') });
  const journal = open();
  const inUse = await run('journal', 'receipt', '--data', folder, '00000000-0000-7000-8000-000000000000');
  expect(inUse).toMatchObject({ status: 3, words: expect.stringContaining('data-folder-in-use') });
  close(journal);
});
