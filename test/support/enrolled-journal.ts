import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createAuthorityClient } from '../../main/authority/client/authority-client';
import { enrol } from '../../main/authority/client/enrol';
import type { Journal } from '../../main/journal/journal';
import { journalBench } from './journal-folder';
import { TestAuthority } from './test-authority';

/**
 * A journal whose terminal is enrolled with a real authority over HTTP, and whose key lies in its folder as in
 * training, so that commands can open it.
 */
export async function enrolledJournal(at?: TestAuthority) {
  const authority = at ?? (await TestAuthority.open());
  const now = () => new Date();
  const enrolment = await enrol({ url: authority.url, code: await authority.code(), now });
  const bench = journalBench();
  const { privateKey: key, statement, signingKey: authorityKey } = enrolment;
  writeFileSync(path.join(bench.folder, 'master.key'), Buffer.from(bench.masterKey).toString('hex'));
  const opened = (): Journal => {
    const journal = bench.open();
    journal.begin({ terminal: enrolment.terminal, epoch: enrolment.epoch });
    journal.signWith({ key, statement, authorityKey });
    return journal;
  };
  const client = createAuthorityClient({ enrolment, now });
  const journal = opened();
  journal.vault.set('enrolment', Buffer.from(JSON.stringify(enrolment)));
  return { authority, enrolment, ...bench, open: opened, journal, client };
}

/** Delivers everything that waits, as the terminal does. */
export async function deliverAll(
  journal: Journal,
  client: ReturnType<typeof createAuthorityClient>,
): Promise<void> {
  for (;;) {
    const batch = journal.outbox.takeBatch({ entries: 100, bytes: 262_144 });
    if (batch.length === 0) return;
    const { results, acknowledgement } = await client.deliver(batch);
    journal.outbox.settle(results, acknowledgement);
  }
}
