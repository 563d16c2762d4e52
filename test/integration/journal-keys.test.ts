import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { rotateMasterKey } from '../../main/journal/rotate-key';
import { openJournalFileReadOnly } from '../../main/journal/journal-file';
import { verifyJournal } from '../../main/journal/verify-journal';
import { journalBench, temporaryFolder } from '../support/journal-folder';
import { journalProgram } from '../support/journal-program';
import { checkIn, people, stayRetention, verdictBody } from '../support/journal-samples';

const run = journalProgram('journal');

/** Something in every place that the master key seals. */
function written() {
  const bench = journalBench();
  const journal = bench.begun();
  const stay = checkIn(journal, people.lin);
  const awaiting = {
    verdict: randomUUID(),
    sealed: 'a.sealed.question',
    presentedAt: '2026-11-02T13:00:00Z',
  };
  journal.append('verdict', verdictBody('ab'.repeat(32)), { retention: stayRetention, awaiting });
  journal.vault.set('terminal key', Buffer.from('a private key'));
  journal.outbox.settle([{ entry: stay.entry, status: 'refused', reason: 'body-malformed' }], 'a.b.c');
  bench.close(journal);
  const everything = (masterKey: Uint8Array) => {
    const again = bench.open({ masterKey });
    const query = { search: 'xiaoyan', filter: 'all', offset: 0, limit: 9 } as const;
    const all = {
      identity: again.identity,
      entry: again.entry(stay.entry),
      awaiting: again.awaiting.list(),
      secret: again.vault.get('terminal key')?.toString(),
      refusal: again.outbox.state(stay.entry),
      found: again.guests.page(query, new Date('2026-11-02T14:00:00Z')).guests,
      shown: again.shownBefore('ab'.repeat(32)),
      digest: again.digestOf(Buffer.from('presented')),
      head: again.head(),
    };
    bench.close(again);
    return all;
  };
  return { ...bench, everything };
}

test('Given a journal, when its master key is rotated, then everything is as before under the new key and nothing opens with the old one', () => {
  const { folder, masterKey, everything, open } = written();
  const before = everything(masterKey);
  const to = new Uint8Array(32).fill(7);
  rotateMasterKey({ folder, from: masterKey, to });
  expect(everything(to)).toEqual(before);
  expect(() => open()).toThrow(expect.objectContaining({ code: 'key-wrong' }));
  const reader = openJournalFileReadOnly(folder);
  expect(verifyJournal(reader).ok).toBe(true);
  reader.close();
});

test('Given a wrong key or a journal in use, when it is rotated, then it is refused and unchanged', () => {
  const { folder, masterKey, everything, open, close } = written();
  const before = everything(masterKey);
  const to = new Uint8Array(32).fill(7);
  expect(() => rotateMasterKey({ folder, from: to, to })).toThrow(
    expect.objectContaining({ code: 'key-wrong' }),
  );
  const journal = open();
  expect(() => rotateMasterKey({ folder, from: masterKey, to })).toThrow(
    expect.objectContaining({ code: 'data-folder-in-use' }),
  );
  close(journal);
  expect(everything(masterKey)).toEqual(before);
});

test('Given a key in the folder, when it is rotated by command, then the new file opens it and the old key is gone', async () => {
  const { folder, masterKey, everything } = written();
  const before = everything(masterKey);
  writeFileSync(path.join(folder, 'master.key'), Buffer.from(masterKey).toString('hex'));
  const newKeyFile = path.join(temporaryFolder(), 'new.key');
  expect((await run('rotate-key', '--data', folder, '--new-key-file', newKeyFile)).status).toBe(0);
  expect(existsSync(path.join(folder, 'master.key'))).toBe(false);
  expect(everything(Buffer.from(readFileSync(newKeyFile, 'utf8').trim(), 'hex'))).toEqual(before);
  const again = await run(
    'rotate-key',
    '--data',
    folder,
    '--key-file',
    newKeyFile,
    '--new-key-file',
    newKeyFile,
  );
  expect(again).toMatchObject({ status: 3, words: expect.stringContaining('file-unwritable') });
});

test('Given a recovery file in the safe, when the key store is lost, then the passphrase gives the key back and no other does', async () => {
  const { folder, masterKey, everything } = written();
  const before = everything(masterKey);
  const safe = temporaryFolder();
  const file = (name: string, content: string) => {
    writeFileSync(path.join(safe, name), content);
    return path.join(safe, name);
  };
  const keyFile = file('desk.key', Buffer.from(masterKey).toString('hex'));
  const phrase = file('phrase', 'seven herons over the harbour\n');
  const out = path.join(safe, 'desk.recovery');
  const exported = ['recovery-export', '--data', folder, '--key-file', keyFile, '--out', out];
  const weak = await run(...exported, '--recovery-passphrase-file', file('weak', 'short'));
  expect(weak).toMatchObject({ status: 3, words: expect.stringContaining('12 characters') });
  expect((await run(...exported, '--recovery-passphrase-file', phrase)).status).toBe(0);
  expect(readFileSync(out, 'utf8')).not.toContain(Buffer.from(masterKey).toString('hex'));
  const wrong = file('wrong', 'eight herons over the harbour\n');
  const recovered = path.join(safe, 'recovered.key');
  const recover = ['recover-key', out, '--out', recovered, '--recovery-passphrase-file'];
  expect(await run(...recover, wrong)).toMatchObject({
    status: 3,
    words: expect.stringContaining('key-wrong'),
  });
  expect((await run(...recover, phrase)).status).toBe(0);
  expect(everything(Buffer.from(readFileSync(recovered, 'utf8').trim(), 'hex'))).toEqual(before);
});
