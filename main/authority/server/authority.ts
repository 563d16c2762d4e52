import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { VestibuleError } from '../../../shared/domain/error';
import type { Purpose } from '../../../shared/domain/purpose';
import type { Sample, TraySample } from '../../../shared/domain/sample';
import { type PublicKey, publicHalf } from '../../crypto/jwk';
import { purposes } from '../../verification/purposes';
import { AccessTokens } from './access-tokens';
import { SealedStore, loadAuthorityKeys } from './authority-keys';
import { Checkpoints } from './checkpoints';
import { Documents } from './documents';
import { DynamicCodes } from './dynamic-codes';
import { Enrolment } from './enrolment';
import { EnrolmentCodes, OWN_SITE } from './enrolment-codes';
import { EntryIntake } from './entry-intake';
import { folderKey } from './folder-key';
import { type Listening, listen, listenNear } from './http-server';
import { Nonces } from './nonces';
import { addOperations } from './operations';
import { type Imported, importBundle } from './offline-import';
import { Orders } from './orders';
import type { ArrivedEntry, Parts } from './parts';
import { purposesIn } from './purpose-folder';
import { ReplayMemory } from './replay-memory';
import { SenderProof } from './sender-proof';
import { SiteConfigurations } from './site-configurations';
import { folderOf, openStorage } from './storage/open-storage';
import type { Storage } from './storage/storage';
import { Terminals } from './terminals';
import { TrainingDesk } from './training-desk';
import { addTrainingOperations } from './training-operations';
import { TrustLists } from './trust-lists';
import { Verification } from './verification';
import { PresentationRequests } from './wallet/presentation-requests';
import { type VerifierOptions, verifierOf } from './wallet/verifier';
import { WalletPresentations } from './wallet/wallet-presentations';

export interface AuthorityOptions {
  /** Where database and keys live and stay valid over restarts: a folder, or a `postgres://` address. */
  database: string;
  training: boolean;
  now: () => Date;
  /** 32 bytes that seal the keys. Without it a training authority keeps one in its folder; no other one opens. */
  masterKey?: Uint8Array;
  onEntry?: (line: ArrivedEntry) => void;
  /** Folder of the purposes beside the shipped ones, a JSON file each; by default `purposes` in the folder of the database. */
  purposes?: string;
  /** Where terminals and wallets on other machines reach it, without a slash at the end: the server that ends TLS in front of it. */
  publicUrl?: string | undefined;
  /** The certificates by which wallets know who asks; it makes its own where there are none. */
  verifier?: VerifierOptions;
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
  enrolmentCodes(count: number): Promise<string[]>;
  /** SHA-256 thumbprint of the signing key (RFC 7638), which terminals pin. */
  readonly signingKey: string;
  /** The public half of that key, which proves receipts; in a folder it also lies as `signing-key.json`. */
  readonly publicKey: PublicKey;
  /** Training: codes as texts; the dynamic ones are fresh each time. Empty in live mode. */
  samples(): Promise<Sample[]>;
  /** Training: what the tray offers. Empty in live mode. */
  tray(): TraySample[];
  /** Training: what a reader reads when this sample of the tray is held in front of it; undefined for a card. */
  textOf(sample: string): Promise<string | undefined>;
  /** Takes an offline export (JWE). Throws what `importBundle` throws. */
  import(bundle: string): Promise<Imported>;
  close(): Promise<void>;
}

/**
 * Opens the reference authority on its database, which is made if it is not there. Throws `VestibuleError`: key-missing,
 * key-wrong, journal-damaged, settings-unreadable (a purpose of its own), training-only (a live database opened for training or the other way round),
 * authority-unreachable (no PostgreSQL there), not-permitted (this package came without).
 */
export async function openAuthority(options: AuthorityOptions): Promise<Authority> {
  const { database, training, now } = options;
  const folder = folderOf(database);
  const masterKey = options.masterKey ?? (training && folder !== undefined ? folderKey(folder) : undefined);
  if (!masterKey)
    throw new VestibuleError('key-missing', 'This authority needs a key file or a passphrase file.');
  const storage = await openStorage(database, now);
  try {
    await requireMode(storage, training);
    const parts = await assemble(storage, masterKey, options);
    if (folder !== undefined) {
      const publicKey = `${JSON.stringify(publicHalf(parts.parts.keys.signing))}\n`;
      writeFileSync(path.join(folder, 'signing-key.json'), publicKey, { mode: 0o600 });
    }
    return serve(storage, parts, options);
  } catch (thrown) {
    await storage.close();
    throw thrown;
  }
}

async function assemble(storage: Storage, masterKey: Uint8Array, options: AuthorityOptions) {
  const { now, onEntry } = options;
  const keys = await loadAuthorityKeys(storage, masterKey);
  const store = new SealedStore(storage, masterKey);
  const dynamicCodes = new DynamicCodes(storage);
  const training = options.training
    ? await TrainingDesk.open(new Documents(storage), store, dynamicCodes, now())
    : undefined;
  const trustLists = new TrustLists(storage, keys, training?.trusted ?? { issuers: [], csca: [], sams: [] });
  const terminals = new Terminals(storage);
  const ownPurposes = purposesOf(options);
  const configurations = new SiteConfigurations(storage, options.training, ownPurposes);
  await configurations.add(OWN_SITE, options.training ? 'Harbour House (training)' : 'Main site');
  const nonces = new Nonces(keys.secret);
  const replays = new ReplayMemory(storage);
  const codes = new EnrolmentCodes(storage);
  const checkpoints = new Checkpoints(storage, keys.signing);
  const parts: Parts = {
    keys,
    senderProof: new SenderProof(nonces, replays),
    accessTokens: new AccessTokens(keys, terminals, replays),
    terminals,
    enrolment: new Enrolment({ storage, keys, codes, terminals, configurations, trustLists }),
    verification: new Verification({
      keys,
      codes: dynamicCodes,
      trustLists,
      training: options.training,
      purposes: [...purposes, ...ownPurposes],
      claimsOf: (citizen) => training?.claimsOf(citizen),
    }),
    wallets: new WalletPresentations({
      requests: new PresentationRequests(storage, keys.secret),
      verifier: await verifierOf(options.verifier, store, 'Vestibule reference authority', now()),
      keys,
      mode: options.training ? 'training' : 'live',
      purposeOf: (name) => [...purposes, ...ownPurposes].find((purpose) => purpose.name === name),
      siteOf: async (terminal) =>
        (await configurations.of((await terminals.withId(terminal))?.site ?? OWN_SITE)).site.name,
      trust: async (at) => ({ list: (await trustLists.current(at)).list, receivedAt: at }),
      now,
    }),
    entries: new EntryIntake(storage, terminals, checkpoints, keys.bodies),
    checkpoints,
    orders: new Orders(storage),
    trustLists,
    configurations,
    training,
    onEntry,
    now,
  };
  return { parts, nonces, codes };
}

function purposesOf({ database, purposes: folder }: AuthorityOptions): Purpose[] {
  const own = folderOf(database);
  return purposesIn(folder ?? (own === undefined ? undefined : path.join(own, 'purposes')));
}

type Assembled = Awaited<ReturnType<typeof assemble>>;

function serve(
  storage: Storage,
  { parts, nonces, codes }: Assembled,
  { now, publicUrl }: AuthorityOptions,
): Authority {
  const documents = new Documents(storage);
  let listening: Listening | undefined;
  /** Set once it has listened: whoever plugs the cable in again finds the same address. */
  let address: { host: string; port: number } | undefined;
  const stopListening = async () => {
    await listening?.close();
    listening = undefined;
  };
  const routes = (server: FastifyInstance, local: () => readonly string[]) => {
    const origins = () => (publicUrl === undefined ? local() : [publicUrl, ...local()]);
    addOperations(server, origins, parts);
    addTrainingOperations(server, parts);
  };
  return {
    async listen({ host = address?.host ?? '127.0.0.1', port = address?.port } = {}) {
      await stopListening();
      const at = { host, nonces, now };
      const lastPort = Number((await documents.read('port')) ?? 0);
      listening =
        port === undefined ? await listenNear(routes, lastPort, at) : await listen(routes, { ...at, port });
      address = { host, port: listening.port };
      await documents.write('port', String(listening.port));
      return { url: listening.url };
    },
    stopListening,
    enrolmentCodes: (count) => codes.issue(OWN_SITE, count, now()),
    signingKey: parts.keys.signing.kid ?? '',
    publicKey: publicHalf(parts.keys.signing),
    samples: async () => (await parts.training?.samples(now())) ?? [],
    tray: () => parts.training?.tray() ?? [],
    textOf: async (sample) => parts.training?.textOf(sample, now()),
    import: (bundle) => importBundle(bundle, parts),
    async close() {
      await stopListening();
      await storage.close();
    },
  };
}

/** A database is for training or for live use, from its first start on: sample issuers never get into live use. */
async function requireMode(storage: Storage, training: boolean): Promise<void> {
  const mode = training ? 'training' : 'live';
  if ((await new Documents(storage).keep('mode', () => mode)) !== mode)
    throw new VestibuleError(
      'training-only',
      `This database is not a ${mode} authority's. Choose another one.`,
    );
}
