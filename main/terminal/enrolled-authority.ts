import { Connection } from '../../shared/domain/connection';
import type { TrustList } from '../../shared/domain/trust-list';
import { VestibuleError } from '../../shared/domain/error';
import { type AuthorityClient, createAuthorityClient } from '../authority/client/authority-client';
import { enrol } from '../authority/client/enrol';
import { Enrolment } from '../authority/client/enrolment';
import { verifyTrustList } from '../authority/client/trust-list-answer';
import { PrivateKey, generateSigningKey, thumbprint } from '../crypto/jwk';
import type { Journal } from '../journal/journal';
import { readVault, writeVault } from './vault-value';

/** Who this terminal is for its authority, and how the site's network is passed on the way there. */
export interface EnrolledConnection {
  enrolment: Enrolment;
  connection: Connection;
}

export interface EnrolledAuthority extends EnrolledConnection {
  client: AuthorityClient;
  /** The list that came with the enrolment: the first trust of a terminal that starts offline. */
  trustList: TrustList;
}

export interface EnrolmentOptions {
  /** Where the authority is; replaces the enrolled address where it moved (a training authority gets another port). */
  url?: string | undefined;
  enrolmentCode?: string | undefined;
  /** Thumbprint of the signing key that the authority must have: training knows its own, else from a ticket or compared by a person. */
  signingKey?: string | undefined;
  /** How the site's network is passed; kept with the enrolment, and replaced where it is given again. */
  connection?: Connection | undefined;
  now(): Date;
}

/**
 * The authority this terminal is enrolled with, enrolling on the way where it is not yet.
 * Throws not-enrolled without address and code, not-permitted for a folder of another authority, and what `enrol` throws.
 */
export async function enrolledAuthority(
  journal: Journal,
  options: EnrolmentOptions,
): Promise<EnrolledAuthority> {
  const known = readVault(journal.vault, 'enrolment', Enrolment);
  if (known) await mustBeTheSame(known, options);
  const connection = options.connection ?? readVault(journal.vault, 'connection', Connection) ?? {};
  const enrolment = known
    ? { ...known, url: options.url ?? known.url }
    : await enrolNow(journal, { ...options, connection });
  if (options.connection) writeVault(journal.vault, 'connection', options.connection);
  journal.begin({ terminal: enrolment.terminal, epoch: enrolment.epoch });
  journal.signWith({
    key: enrolment.privateKey,
    statement: enrolment.statement,
    authorityKey: enrolment.signingKey,
  });
  const listOperation = { method: 'GET', path: '/v1/trust-list' } as const;
  return {
    enrolment,
    connection,
    client: createAuthorityClient({ enrolment, now: options.now, connection }),
    trustList: await verifyTrustList(listOperation, enrolment.trustList, enrolment.signingKey),
  };
}

/** What a journal keeps of its enrolment; null where it never enrolled. */
export function storedEnrolment({ vault }: Pick<Journal, 'vault'>): EnrolledConnection | null {
  const enrolment = readVault(vault, 'enrolment', Enrolment);
  return enrolment && { enrolment, connection: readVault(vault, 'connection', Connection) ?? {} };
}

/** A folder belongs to one authority for good: another one would never get, nor believe, what is in it. */
async function mustBeTheSame(known: Enrolment, options: EnrolmentOptions): Promise<void> {
  const another = options.signingKey
    ? (await thumbprint(known.signingKey)) !== options.signingKey
    : options.enrolmentCode !== undefined &&
      options.url !== undefined &&
      !sameAddress(known.url, options.url);
  if (another) {
    throw new VestibuleError('not-permitted', 'This data folder belongs to a terminal of another authority.');
  }
}

function sameAddress(one: string, other: string): boolean {
  return URL.canParse(other) && new URL(one).href === new URL(other).href;
}

/** The key is sealed before it is enrolled: when the answer is lost, the same key and code get the same answer. */
async function enrolNow(
  journal: Journal,
  { url, enrolmentCode, signingKey, connection, now }: EnrolmentOptions,
): Promise<Enrolment> {
  if (!url || !enrolmentCode) {
    throw new VestibuleError('not-enrolled', 'This terminal is not enrolled with an authority yet.');
  }
  const keyPair = readVault(journal.vault, 'terminal-key', PrivateKey) ?? (await generateSigningKey());
  writeVault(journal.vault, 'terminal-key', keyPair);
  const enrolment = await enrol({
    url,
    code: enrolmentCode,
    now,
    keyPair,
    connection,
    expectedSigningKey: signingKey,
  });
  writeVault(journal.vault, 'enrolment', enrolment);
  return enrolment;
}
