import { version } from '../../package.json';
import { VestibuleError } from '../../shared/domain/error';
import type { AuthorityClient } from '../authority/client/authority-client';
import { enrol } from '../authority/client/enrol';
import { PrivateKey, generateSigningKey, thumbprint } from '../crypto/jwk';
import { reconcile } from '../delivery/reconcile';
import type { Journal } from '../journal/journal';
import { type EnrolledConnection, enrolledAuthority, storedEnrolment } from './enrolled-authority';
import { readVault, writeVault } from './vault-value';

const KEY = 'terminal-key-anew';

export interface AnewEnrolment {
  code: string;
  /** Who enrols it. */
  operator: string;
  now(): Date;
}

/**
 * Makes another terminal of a machine whose journal the authority found rolled back or forked: with a key of its own, at
 * the same authority, which takes nothing more under the old one. The journal stays, and a new chain begins in it. The key is sealed before it is sent, so that a lost answer can be asked for again with the same code.
 * Throws not-enrolled, not-permitted where the authority finds nothing wrong, and what `enrol` throws; then nothing has changed.
 */
export async function enrolAnew(
  journal: Journal,
  { code, operator, now }: AnewEnrolment,
): Promise<EnrolledConnection> {
  if (!storedEnrolment(journal))
    throw new VestibuleError('not-enrolled', 'This terminal is not enrolled with an authority yet.');
  const { client, connection } = await enrolledAuthority(journal, { now });
  await mustBeStopped(journal, client);
  // The authority's key may have been succeeded until now.
  const former = storedEnrolment(journal)?.enrolment;
  if (!former) throw new VestibuleError('not-enrolled', 'The enrolment is gone.');
  const kept = readVault(journal.vault, KEY, PrivateKey);
  const isNew = kept && (await thumbprint(kept)) !== (await thumbprint(former.privateKey));
  const keyPair = isNew ? kept : await generateSigningKey();
  writeVault(journal.vault, KEY, keyPair);
  const { url, terminal, epoch, privateKey, signingKey, formers } = former;
  const expectedSigningKey = await thumbprint(signingKey);
  const enrolment = await enrol({ url, code, now, keyPair, connection, expectedSigningKey, former });
  // The old chain ends under its own signature.
  journal.checkpoint();
  writeVault(journal.vault, 'enrolment', {
    ...enrolment,
    formers: [...formers, { terminal, epoch, privateKey, operator }],
  });
  return enrolledAuthority(journal, { now });
}

/** A terminal in order has no reason to become another one, and whoever retires it says `retire`. */
async function mustBeStopped(
  { outbox, awaiting }: Journal,
  client: Pick<AuthorityClient, 'heartbeat'>,
): Promise<void> {
  const { queued, oldestAt } = outbox.counts();
  const health = { appVersion: version, queued, oldestQueuedAt: oldestAt, awaitingVerdict: awaiting.count() };
  if (reconcile(await client.heartbeat(health), outbox) === 'rolled-back') return;
  throw new VestibuleError(
    'not-permitted',
    'The authority finds nothing wrong with this terminal: there is no reason to enrol it anew.',
  );
}
