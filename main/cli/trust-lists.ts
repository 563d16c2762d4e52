import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { VestibuleError } from '../../shared/domain/error';
import { TrustList } from '../../shared/domain/trust-list';
import { ImportedTrust, Trusted } from '../authority/server/imported-trust';
import { StatusLists } from '../authority/server/status-lists';
import { openStorage } from '../authority/server/storage/open-storage';
import { verifyCompact } from '../crypto/jws';
import { Refusal } from '../crypto/refusal';
import { TrustKeeper } from '../terminal/trust-keeper';
import { openMasterList } from '../trust/csca-master-list';
import { listStates } from '../trust/list-state';
import { readTrustList } from '../trust/read-trust-list';
import type { TrustView } from '../trust/trust-view';
import { purposeNamed } from '../verification/purposes';
import { importSuccessions } from './import-successions';
import { enrolmentIn, onKeyedJournal } from './keyed-journal';

export interface TrustOptions {
  data?: string;
  database?: string;
  keyFile?: string;
  passphraseFile?: string;
  root?: string;
  json?: true;
}

const JWS = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Prints the lists and the issuers. */
export async function showTrust(options: TrustOptions): Promise<void> {
  const view = await viewOf(options);
  const lists = listStates(view, new Date(), purposeNamed('hotel.check-in').offline);
  const issuers = (view.list?.issuers ?? []).map(
    ({ id, name, formats, keys, certificates, status, training }) => ({
      id,
      name,
      formats,
      keys: keys.map(({ kid, kty, crv }) => ({ kid, kty, crv })),
      certificates: certificates.length,
      status,
      training,
    }),
  );
  const { csca = [], sams = [] } = view.list ?? {};
  if (options.json) {
    console.log(JSON.stringify({ lists, issuers, csca: csca.length, sams }));
    return;
  }
  for (const { id, version, ageSeconds, state } of lists) {
    console.log(`${state.padEnd(6)}  ${id}  version ${version}, ${Math.round(ageSeconds / 3600)} h old`);
  }
  for (const { id, name, formats, keys, certificates } of issuers) {
    console.log(
      `\n${name['en'] ?? id}\n  ${id}\n  ${formats.join(', ')}; keys: ${keys.length}, certificates: ${certificates}`,
    );
  }
  console.log(`\n${csca.length} CSCA certificates, ${sams.length} security modules`);
}

/** Takes a list. Throws `VestibuleError`: trust-list-invalid, trust-list-rollback, succession-refused, file-unreadable. */
export async function importTrust(file: string, options: TrustOptions): Promise<void> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new VestibuleError('file-unreadable', `${file} cannot be read.`, { cause });
  });
  const taken =
    options.data === undefined ? await intoAuthority(bytes, options) : await intoTerminal(bytes, options);
  if (options.json) console.log(JSON.stringify({ imported: true, ...taken }));
  else
    console.log(
      Object.entries(taken)
        .map(([name, value]) => `${name}: ${String(value)}`)
        .join('\n'),
    );
}

async function intoTerminal(bytes: Buffer, options: TrustOptions): Promise<Record<string, unknown>> {
  return onKeyedJournal(keyed(options), async (journal) => {
    const keeper = new TrustKeeper(journal.vault, () => new Date());
    const text = bytes.toString('utf8').trim();
    const enrolment = enrolmentIn(journal);
    const followed = enrolment && importSuccessions(text, journal, enrolment);
    if (followed) return followed;
    if (!JWS.test(text)) throw invalid('a terminal takes signed lists only');
    if (keeper.acceptStatus(text)) return { kind: 'status-list' };
    const payload =
      enrolment && (await verifyCompact(text, enrolment.signingKey, 'vestibule-trust-list+jws'));
    if (payload === undefined) throw invalid('neither its authority nor an issuer signed it, or it is older');
    const list = readTrustList(payload);
    keeper.accept(list);
    return { kind: 'trust-list', version: list.version };
  });
}

async function intoAuthority(bytes: Buffer, options: TrustOptions): Promise<Record<string, unknown>> {
  return onStorage(options, async (imported, statusLists) => {
    const text = bytes.toString('utf8').trim();
    if (text.startsWith('{')) {
      const { issuers, csca, sams } = await imported.add(trustedIn(text));
      return { kind: 'issuers', issuers: issuers.length, csca: csca.length, sams: sams.length };
    }
    if (JWS.test(text)) {
      const { uri } = await statusLists
        .take(text, (await imported.read()).issuers, new Date())
        .catch(refused);
      return { kind: 'status-list', uri };
    }
    const { certificates, root, rootFingerprint } = openMasterList(bytes, options.root);
    const csca = certificates.map((der) => Buffer.from(der).toString('base64'));
    const all = await imported.add({ csca });
    return {
      kind: 'master-list',
      country: root.country,
      root: rootFingerprint,
      certificates: csca.length,
      csca: all.csca.length,
    };
  });
}

const ISSUERS = Trusted.partial();

function trustedIn(text: string): z.output<typeof ISSUERS> {
  try {
    const parsed = ISSUERS.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
    throw invalid(
      `wrong at: ${parsed.error.issues.map(({ path }) => path.map(String).join('.')).join(', ')}`,
    );
  } catch (thrown) {
    throw thrown instanceof VestibuleError ? thrown : invalid('it is no JSON');
  }
}

async function viewOf(options: TrustOptions): Promise<TrustView> {
  if (options.data !== undefined) {
    return onKeyedJournal(keyed(options), ({ vault }) => new TrustKeeper(vault, () => new Date()).view());
  }
  return onStorage(options, async (imported, statusLists, newest) => {
    const now = new Date();
    const list = await newest(await imported.read(), now);
    return { list, receivedAt: now, statusLists: await statusLists.all(list.issuers, now) };
  });
}

type Newest = (imported: Trusted, now: Date) => Promise<TrustList>;

async function onStorage<T>(
  { database = '' }: TrustOptions,
  work: (imported: ImportedTrust, statusLists: StatusLists, newest: Newest) => Promise<T>,
): Promise<T> {
  const storage = await openStorage(database, () => new Date());
  try {
    const newest: Newest = async (imported, now) => {
      const row = await storage.get('SELECT jws FROM trust_lists ORDER BY version DESC LIMIT 1');
      const payload = typeof row?.['jws'] === 'string' ? row['jws'].split('.')[1] : undefined;
      if (payload !== undefined)
        return readTrustList(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
      const expiresAt = new Date(now.getTime() + 1).toISOString();
      return TrustList.parse({ version: 0, issuedAt: now.toISOString(), expiresAt, ...imported });
    };
    return await work(new ImportedTrust(storage), new StatusLists(storage), newest);
  } finally {
    await storage.close();
  }
}

function keyed({ data = '', keyFile, passphraseFile }: TrustOptions) {
  return { data, keyFile, passphraseFile };
}

function refused(thrown: unknown): never {
  throw thrown instanceof Refusal ? invalid(thrown.detail) : thrown;
}

function invalid(why: string): VestibuleError {
  return new VestibuleError('trust-list-invalid', `The list cannot be taken: ${why}.`);
}
