import { Connection } from '../../shared/domain/connection';
import type { TrustList } from '../../shared/domain/trust-list';
import { VestibuleError } from '../../shared/domain/error';
import { type AuthorityClient, createAuthorityClient } from '../authority/client/authority-client';
import { enrol } from '../authority/client/enrol';
import { Enrolment } from '../authority/client/enrolment';
import { trustListIn } from '../authority/client/trust-list-answer';
import { PrivateKey, generateSigningKey } from '../crypto/jwk';
import { verifyCompact } from '../crypto/jws';
import { joinedKeys } from '../crypto/succession';
import type { Journal } from '../journal/journal';
import { keysPinned, pinSuccessions } from './pinned-key';
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

/** Entries about the terminal itself. */
const RETENTION = { class: 'journal', days: 3_650 };

export interface EnrolmentOptions {
  /** Where the authority is; replaces the enrolled address where it moved (a training authority gets another port). */
  url?: string | undefined;
  enrolmentCode?: string | undefined;
  /** Thumbprint of the signing key that the authority must have: training knows its own, else from a ticket or compared by a person. */
  signingKey?: string | undefined;
  /** How the site's network is passed; kept with the enrolment, and replaced where it is given again. */
  connection?: Connection | undefined;
  /** Hears that the authority's signing key was succeeded, which is pinned and journalled by then, or that it shows one which it was not. */
  succession?: { followed(enrolment: Enrolment): void; refused(): void };
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
  const connection = connectionFrom(options.connection, readVault(journal.vault, 'connection', Connection));
  let enrolment = known
    ? { ...known, url: options.url ?? known.url }
    : await enrolNow(journal, { ...options, connection });
  const client = createAuthorityClient({
    enrolment,
    now: options.now,
    connection,
    succession: {
      accept(followed) {
        const { signingKey, successions } = pinSuccessions(journal, followed, client.clockOffset());
        enrolment = { ...enrolment, signingKey, successions };
        options.succession?.followed(enrolment);
      },
      refuse: () => options.succession?.refused(),
    },
  });
  if (known) await mustBeTheSame(known, options, async () => (await client.succeeded()) && enrolment);
  if (options.connection) writeVault(journal.vault, 'connection', connection);
  journal.begin({ terminal: enrolment.terminal, epoch: enrolment.epoch });
  journal.signWith({
    key: enrolment.privateKey,
    statement: enrolment.statement,
    authorityKey: enrolment.signingKey,
  });
  tellFormer(journal, enrolment);
  return { enrolment, connection, client, trustList: await firstTrust(enrolment) };
}

/** The first entry of a terminal that was enrolled anew says where the chain before it ended. */
function tellFormer(journal: Journal, { formers, epoch }: Enrolment): void {
  const former = formers.at(-1);
  const begun = journal.outbox.reach().find((own) => own.epoch === epoch);
  if (!former || epoch > 1 || (begun && begun.last > 0)) return;
  const { entries: position, hash: head } = journal.head();
  const entries = journal.browse.lines([position])[0]?.seq ?? 0;
  const { queued, refused } = journal.outbox.counts();
  const { operator } = former;
  const body = {
    former: former.terminal,
    epoch: former.epoch,
    entries,
    head,
    undelivered: queued + refused,
    operator,
  };
  journal.append('enrolment', body, { retention: RETENTION });
}

/** The list that came with the enrolment, which the key of that day signed. */
async function firstTrust({ trustList, signingKey, successions }: Enrolment): Promise<TrustList> {
  const statements = successions.map(({ statement }) => statement);
  let payload: unknown;
  for (const { key } of joinedKeys([signingKey], statements))
    payload ??= await verifyCompact(trustList, key, 'vestibule-trust-list+jws');
  return trustListIn({ method: 'GET', path: '/v1/trust-list' }, payload);
}

/** What is given replaces what was kept, but for this machine's own certificate: an exported site file never holds it. */
function connectionFrom(given: Connection | undefined, kept: Connection | null): Connection {
  if (!given) return kept ?? {};
  return { ...(kept?.clientCertificate && { clientCertificate: kept.clientCertificate }), ...given };
}

/** What a journal keeps of its enrolment; null where it never enrolled. */
export function storedEnrolment({ vault }: Pick<Journal, 'vault'>): EnrolledConnection | null {
  const enrolment = readVault(vault, 'enrolment', Enrolment);
  return enrolment && { enrolment, connection: readVault(vault, 'connection', Connection) ?? {} };
}

/**
 * A folder belongs to one authority for good: another one would never get, nor believe, what is in it. A key that is
 * not known yet may have succeeded the pinned one.
 */
async function mustBeTheSame(
  known: Enrolment,
  options: EnrolmentOptions,
  succeeded: () => Promise<Enrolment | false>,
): Promise<void> {
  const { signingKey } = options;
  const isUnknown = async (enrolment: Enrolment | false) =>
    !enrolment || !(await keysPinned(enrolment)).includes(signingKey ?? '');
  const another = signingKey
    ? (await isUnknown(known)) && (await isUnknown(await succeeded()))
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
