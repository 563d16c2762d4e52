import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { VestibuleError } from '../../../shared/domain/error';
import type { Sample, TraySample } from '../../../shared/domain/sample';
import { type PublicKey, publicHalf } from '../../crypto/jwk';
import { purposes } from '../../verification/purposes';
import type { Database } from '../../sqlite/database';
import { AccessTokens } from './access-tokens';
import { SealedStore, loadAuthorityKeys } from './authority-keys';
import { Checkpoints } from './checkpoints';
import { Documents } from './documents';
import { DynamicCodes } from './dynamic-codes';
import { Enrolment } from './enrolment';
import { EnrolmentCodes } from './enrolment-codes';
import { EntryIntake } from './entry-intake';
import { folderKey } from './folder-key';
import { type Listening, listen, listenNear } from './http-server';
import { Nonces } from './nonces';
import { addOperations } from './operations';
import { type Imported, importBundle } from './offline-import';
import type { ArrivedEntry, Parts } from './parts';
import { purposesIn } from './purpose-folder';
import { ReplayMemory } from './replay-memory';
import { SenderProof } from './sender-proof';
import { SiteConfigurations } from './site-configurations';
import { openTables } from './tables';
import { Terminals } from './terminals';
import { TrainingDesk } from './training-desk';
import { addTrainingOperations } from './training-operations';
import { TrustLists } from './trust-lists';
import { Verification } from './verification';

export interface AuthorityOptions {
  /** Database and keys live here, and stay valid over restarts. */
  folder: string;
  training: boolean;
  now: () => Date;
  /** 32 bytes that seal the keys. Without it a training authority keeps one in its folder; a live one does not open. */
  masterKey?: Uint8Array;
  onEntry?: (line: ArrivedEntry) => void;
  /** Folder of the purposes beside the shipped ones, a JSON file each; by default `purposes` in `folder`. */
  purposes?: string;
}

export interface Authority {
  /**
   * Serves the operations over HTTP on the loopback interface, by default on 127.0.0.1 and on the port of the
   * last time; on a free one at first, and after a restart where that port was taken meanwhile. Throws
   * `VestibuleError`: insecure-url for another host, port-taken.
   */
  listen(options?: { host?: string; port?: number }): Promise<{ url: string }>;
  /** Ends every connection and refuses new ones until it listens again. */
  stopListening(): Promise<void>;
  /** New one-time codes for the authority's own site, each good for one terminal and 24 hours. */
  enrolmentCodes(count: number): string[];
  /** SHA-256 thumbprint of the signing key (RFC 7638), which terminals pin. */
  readonly signingKey: string;
  /** The public half of that key, which proves receipts; it also lies in the folder as `signing-key.json`. */
  readonly publicKey: PublicKey;
  /** Training: codes as texts; the dynamic ones are fresh each time. Empty in live mode. */
  samples(): Sample[];
  /** Training: what the tray offers. Empty in live mode. */
  tray(): TraySample[];
  /** Training: what a reader reads when this sample of the tray is held in front of it; undefined for a card. */
  textOf(sample: string): string | undefined;
  /** Takes an offline export (JWE). Throws what `importBundle` throws. */
  import(bundle: string): Promise<Imported>;
  close(): Promise<void>;
}

/**
 * Opens the reference authority on a folder, which is made if it is not there. Throws `VestibuleError`: key-missing,
 * key-wrong, journal-damaged, settings-unreadable (a purpose of its own), training-only (a live folder opened for training or the other way round).
 */
export async function openAuthority(options: AuthorityOptions): Promise<Authority> {
  const { folder, training, now } = options;
  const masterKey = options.masterKey ?? (training ? folderKey(folder) : undefined);
  if (!masterKey)
    throw new VestibuleError('key-missing', 'A live authority needs a key file or a passphrase file.');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = openTables(path.join(folder, DATABASE));
  try {
    requireMode(database, training);
    const parts = await assemble(database, masterKey, options);
    const publicKey = `${JSON.stringify(publicHalf(parts.parts.keys.signing))}\n`;
    writeFileSync(path.join(folder, 'signing-key.json'), publicKey, { mode: 0o600 });
    return serve(database, parts, now);
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

/** Name of the database in the folder. */
export const DATABASE = 'authority.db';

async function assemble(database: Database, masterKey: Uint8Array, options: AuthorityOptions) {
  const { now, onEntry } = options;
  const keys = await loadAuthorityKeys(database, masterKey);
  const dynamicCodes = new DynamicCodes(database);
  const training = options.training
    ? await TrainingDesk.open(
        new Documents(database),
        new SealedStore(database, masterKey),
        dynamicCodes,
        now(),
      )
    : undefined;
  const trustLists = new TrustLists(database, keys, training?.trusted ?? { issuers: [], csca: [], sams: [] });
  const terminals = new Terminals(database);
  const ownPurposes = purposesIn(options.purposes ?? path.join(options.folder, 'purposes'));
  const configurations = new SiteConfigurations(database, options.training, ownPurposes);
  configurations.add(OWN_SITE, options.training ? 'Harbour House (training)' : 'Main site');
  const nonces = new Nonces(keys.secret);
  const replays = new ReplayMemory(database);
  const codes = new EnrolmentCodes(database);
  const parts: Parts = {
    keys,
    senderProof: new SenderProof(nonces, replays),
    accessTokens: new AccessTokens(keys, terminals, replays),
    terminals,
    enrolment: new Enrolment({ database, keys, codes, terminals, configurations, trustLists }),
    verification: new Verification({
      keys,
      codes: dynamicCodes,
      trustLists,
      training: options.training,
      purposes: [...purposes, ...ownPurposes],
      claimsOf: (citizen) => training?.claimsOf(citizen),
    }),
    entries: new EntryIntake(database, terminals, keys.bodies),
    checkpoints: new Checkpoints(database, keys.signing),
    trustLists,
    configurations,
    training,
    onEntry,
    now,
  };
  return { parts, nonces, codes };
}

/** The site that enrolment codes are issued for unless another is named. */
export const OWN_SITE = 'main';

type Assembled = Awaited<ReturnType<typeof assemble>>;

function serve(database: Database, { parts, nonces, codes }: Assembled, now: () => Date): Authority {
  const documents = new Documents(database);
  let listening: Listening | undefined;
  /** Set once it has listened: whoever plugs the cable in again finds the same address. */
  let address: { host: string; port: number } | undefined;
  const stopListening = async () => {
    await listening?.close();
    listening = undefined;
  };
  const routes = (server: FastifyInstance, origins: () => readonly string[]) => {
    addOperations(server, origins, parts);
    addTrainingOperations(server, parts);
  };
  return {
    async listen({ host = address?.host ?? '127.0.0.1', port = address?.port } = {}) {
      await stopListening();
      const at = { host, nonces, now };
      const lastPort = Number(documents.read('port') ?? 0);
      listening =
        port === undefined ? await listenNear(routes, lastPort, at) : await listen(routes, { ...at, port });
      address = { host, port: listening.port };
      documents.write('port', String(listening.port));
      return { url: listening.url };
    },
    stopListening,
    enrolmentCodes: (count) => codes.issue(OWN_SITE, count, now()),
    signingKey: parts.keys.signing.kid ?? '',
    publicKey: publicHalf(parts.keys.signing),
    samples: () => parts.training?.samples(now()) ?? [],
    tray: () => parts.training?.tray() ?? [],
    textOf: (sample) => parts.training?.textOf(sample, now()),
    import: (bundle) => importBundle(bundle, parts),
    async close() {
      await stopListening();
      database.close();
    },
  };
}

/** New codes of the authority in this folder, which may be running: it needs no key. Throws file-unreadable where there is none. */
export function issueEnrolmentCodes(folder: string, count: number, now: Date): string[] {
  const file = path.join(folder, DATABASE);
  if (!existsSync(file)) throw new VestibuleError('file-unreadable', 'There is no authority in this folder.');
  const database = openTables(file);
  try {
    return new EnrolmentCodes(database).issue(OWN_SITE, count, now);
  } finally {
    database.close();
  }
}

/** A folder is for training or for live use, from its first start on: sample issuers never get into live use. */
function requireMode(database: Database, training: boolean): void {
  const mode = training ? 'training' : 'live';
  if (new Documents(database).keep('mode', () => mode) !== mode)
    throw new VestibuleError(
      'training-only',
      `This folder is not a ${mode} authority's. Choose another one.`,
    );
}
