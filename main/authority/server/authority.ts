import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { VestibuleError } from '../../../shared/domain/error';
import type { Sample, TraySample } from '../../../shared/domain/sample';
import type { Database } from '../../sqlite/database';
import { AccessTokens } from './access-tokens';
import { SealedStore, loadAuthorityKeys } from './authority-keys';
import { DynamicCodes } from './dynamic-codes';
import { Enrolment } from './enrolment';
import { EnrolmentCodes } from './enrolment-codes';
import { EntryIntake } from './entry-intake';
import { folderKey } from './folder-key';
import { type Listening, listen } from './http-server';
import { Nonces } from './nonces';
import { addOperations } from './operations';
import type { ArrivedEntry, Parts } from './parts';
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
}

export interface Authority {
  /**
   * Serves the operations over HTTP on the loopback interface, by default on 127.0.0.1 and on the port of the
   * last time, at first a free one. Throws `VestibuleError` insecure-url for another host.
   */
  listen(options?: { host?: string; port?: number }): Promise<{ url: string }>;
  /** Ends every connection and refuses new ones until it listens again. */
  stopListening(): Promise<void>;
  /** New one-time codes for the authority's own site, each good for one terminal and 24 hours. */
  enrolmentCodes(count: number): string[];
  /** SHA-256 thumbprint of the signing key (RFC 7638), which terminals pin. */
  readonly signingKey: string;
  /** Training: codes as texts; the dynamic ones are fresh each time. Empty in live mode. */
  samples(): Sample[];
  /** Training: what the tray offers. Empty in live mode. */
  tray(): TraySample[];
  /** Training: what a reader reads when this sample of the tray is held in front of it; undefined for a card. */
  textOf(sample: string): string | undefined;
  close(): Promise<void>;
}

/**
 * Opens the reference authority on a folder, which is made if it is not there. Throws `VestibuleError`: key-missing,
 * key-wrong, journal-damaged, training-only (a live folder opened for training or the other way round).
 */
export async function openAuthority(options: AuthorityOptions): Promise<Authority> {
  const { folder, training, now } = options;
  const masterKey = options.masterKey ?? (training ? trainingKey(folder) : undefined);
  if (!masterKey)
    throw new VestibuleError('key-missing', 'A live authority needs a key file or a passphrase file.');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = openTables(path.join(folder, DATABASE));
  try {
    requireMode(database, training);
    const parts = await assemble(database, masterKey, options);
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
    ? await TrainingDesk.open(database, new SealedStore(database, masterKey), dynamicCodes, now())
    : undefined;
  const trustLists = new TrustLists(database, keys, training?.trusted ?? { issuers: [], csca: [], sams: [] });
  const terminals = new Terminals(database);
  const configurations = new SiteConfigurations(database, options.training);
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
      claimsOf: (citizen) => training?.claimsOf(citizen),
    }),
    entries: new EntryIntake(database, terminals, keys.bodies),
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
  let listening: Listening | undefined;
  let last = { host: '127.0.0.1', port: 0 };
  const stopListening = async () => {
    await listening?.close();
    listening = undefined;
  };
  return {
    async listen({ host = last.host, port = last.port } = {}) {
      await stopListening();
      listening = await listen(
        (server, origins) => {
          addOperations(server, origins, parts);
          addTrainingOperations(server, parts);
        },
        { host, port, nonces, now },
      );
      last = { host: listening.host, port: listening.port };
      return { url: listening.url };
    },
    stopListening,
    enrolmentCodes: (count) => codes.issue(OWN_SITE, count, now()),
    signingKey: parts.keys.signing.kid ?? '',
    samples: () => parts.training?.samples(now()) ?? [],
    tray: () => parts.training?.tray() ?? [],
    textOf: (sample) => parts.training?.textOf(sample, now()),
    async close() {
      await stopListening();
      database.close();
    },
  };
}

function trainingKey(folder: string): Uint8Array {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folderKey(folder);
}

/** A folder is for training or for live use, from its first start on: sample issuers never get into live use. */
function requireMode(database: Database, training: boolean): void {
  const mode = training ? 'training' : 'live';
  database.prepare("INSERT INTO documents (name, value) VALUES ('mode', ?) ON CONFLICT DO NOTHING").run(mode);
  const stored = database.prepare("SELECT value FROM documents WHERE name = 'mode'").get();
  if (stored?.['value'] !== mode)
    throw new VestibuleError(
      'training-only',
      `This folder is not a ${mode} authority's. Choose another one.`,
    );
}
