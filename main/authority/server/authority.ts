import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { VestibuleError } from '../../../shared/domain/error';
import type { Sample, TraySample } from '../../../shared/domain/sample';
import type { AuthorityUpdateRules } from '../../../shared/domain/update';
import { type PublicKey, publicHalf } from '../../crypto/jwk';
import type { Succession } from '../../crypto/succession';
import { type Assembled, assemble } from './assemble';
import { Documents } from './documents';
import { OWN_SITE } from './site-profile';
import { folderKey } from './folder-key';
import { type Listening, listen, listenNear } from './http-server';
import { type Imported, importBundle } from './offline-import';
import type { ArrivedEntry } from './parts';
import type { Rate } from './rate-limit';
import { RepeatedWorks } from './repeated-works';
import type { Reporting } from './reporting/reporting';
import type { Retention } from './retention';
import { type LogLine, failureLine } from './request-log';
import { addRoutes } from './routes';
import { folderOf, openStorage } from './storage/open-storage';
import type { Storage } from './storage/storage';
import type { SetAsideTerminal } from './set-aside';
import type { SigningKeys } from './signing-keys';
import type { Tls } from './tls';
import type { VirtualChip } from '../../training/passport/virtual-chip';
import { Watch } from './watch';
import type { VerifierOptions } from './wallet/verifier';

/** Milliseconds between two looks at what has to be reported. */
const REPORT_EVERY = 60_000;
/** Between two looks whether today's retention is done; soon after a start, for it may have been off at night. */
const RETENTION_EVERY = 10 * 60_000;

export interface AuthorityOptions {
  /** Where database and keys live and stay valid over restarts: a folder, or a `postgres://` address. */
  database: string;
  training: boolean;
  now: () => Date;
  /** 32 bytes that seal the keys. Without it a training authority keeps one in its folder; no other one opens. */
  masterKey?: Uint8Array;
  onEntry?: (line: ArrivedEntry) => void;
  /** Hears of each request and of each failure; without personal data. */
  onLog?: (line: LogLine) => void;
  /** Tells this process from others behind the same port, in its figures. */
  worker?: string;
  /** How often one address may ask. */
  rate?: Rate;
  /** Folder of the purposes beside the shipped ones, a JSON file each; by default `purposes` in the folder of the database. */
  purposes?: string;
  /** What its terminals are told about updates of themselves; left out, each site decides. */
  updates?: AuthorityUpdateRules;
  /** Where terminals and wallets on other machines reach it, without a slash at the end: the server that ends TLS in front of it. */
  publicUrl?: string | undefined;
  /** Addresses and networks of the servers in front of it: whom they name in `X-Forwarded-For` is who asks. */
  trustedProxies?: readonly string[] | undefined;
  /** Milliseconds in which a request has to be here whole. */
  requestWithin?: number | undefined;
  /** The certificates by which wallets know who asks; it makes its own where there are none. */
  verifier?: VerifierOptions;
}

export interface Authority {
  /**
   * Serves the operations: over TLS where it is given, else over HTTP on the loopback interface; by default on 127.0.0.1
   * and on the port of the last time; on a free one at first, and after a restart where that port was taken meanwhile.
   * Throws `VestibuleError`: insecure-url for HTTP on another host, port-taken.
   */
  listen(options?: {
    host?: string;
    port?: number;
    /** Whether other processes listen on this port too (SO_REUSEPORT). */
    shared?: boolean;
    tls?: Tls;
  }): Promise<{ url: string; port: number }>;
  /** Ends every connection and refuses new ones until it listens again. */
  stopListening(): Promise<void>;
  /** New one-time codes for the authority's own site, each good for one terminal and 24 hours. */
  enrolmentCodes(count: number): Promise<string[]>;
  /** Sets the password of the page; everybody has to sign in anew where it is another one. */
  setAdministratorPassword(password: string): Promise<void>;
  /** Sets the token of the bank's own system, which looks up records by their reference. */
  setAuditorToken(token: string): Promise<void>;
  /** A password of the page that was made now, if there was none: it is shown once. */
  firstAdministratorPassword(): Promise<string | undefined>;
  /** SHA-256 thumbprint of the signing key (RFC 7638), which terminals pin. */
  readonly signingKey: string;
  /** The public half of that key, which proves receipts; in a folder it also lies as `signing-key.json`. */
  readonly publicKey: PublicKey;
  /** Puts a new signing key in the place of that one; terminals follow by the chain of successions. */
  succeed(): Promise<Succession>;
  /** Training: codes as texts; the dynamic ones are fresh each time. Empty in live mode. */
  samples(): Promise<Sample[]>;
  /** Training: what the tray offers. Empty in live mode. */
  tray(): TraySample[];
  /** Training: what a reader reads when this sample of the tray is held in front of it; undefined for a card. */
  textOf(sample: string): Promise<string | undefined>;
  /** Training: the chip of a sample passport, as laid on a reader. */
  chipOf(sample: string): VirtualChip | undefined;
  /** Reports of guests to the police: what is due, sent and answered. */
  readonly reporting: Reporting;
  /** Erases what was kept for as long as its purpose says. */
  readonly retention: Retention;
  /** Takes the lines of an offline export. Throws what `importBundle` throws. */
  import(lines: Iterable<string> | AsyncIterable<string>, setAsideBy?: string): Promise<Imported>;
  /** What terminals in quarantine left, and was kept apart. */
  setAside(): Promise<SetAsideTerminal[]>;
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
      await writeKeyFiles(folder, parts.parts.keys.successions);
    }
    return serve(storage, parts, options);
  } catch (thrown) {
    await storage.close();
    throw thrown;
  }
}

function serve(
  storage: Storage,
  { parts, nonces, codes }: Assembled,
  { database, now, onLog, rate, publicUrl, trustedProxies, requestWithin }: AuthorityOptions,
): Authority {
  const folder = folderOf(database);
  const watch = new Watch(parts.metrics, now, onLog, rate);
  const documents = new Documents(storage);
  const works = new RepeatedWorks((thrown, work) => onLog?.(failureLine(thrown, work, now())));
  let listening: Listening | undefined;
  /** Set once it has listened: whoever plugs the cable in again finds the same address. */
  let address: { host: string; port: number } | undefined;
  const stopListening = async () => {
    await listening?.close();
    listening = undefined;
  };
  const routes = (server: FastifyInstance, local: () => readonly string[]) => {
    addRoutes(server, () => (publicUrl === undefined ? local() : [publicUrl, ...local()]), parts);
  };
  return {
    async listen({ host = address?.host ?? '127.0.0.1', port = address?.port, shared, tls } = {}) {
      await stopListening();
      const at = { host, shared, tls, nonces, now, watch, trustedProxies, requestWithin };
      const lastPort = Number((await documents.read('port')) ?? 0);
      listening =
        port === undefined ? await listenNear(routes, lastPort, at) : await listen(routes, { ...at, port });
      address = { host, port: listening.port };
      await documents.write('port', String(listening.port));
      works.begin('retention', RETENTION_EVERY, () => parts.retention.runDaily(now()));
      works.begin('report', REPORT_EVERY, () => parts.reporting.run());
      return { url: listening.url, port: listening.port };
    },
    stopListening,
    enrolmentCodes: (count) => codes.issue({ site: OWN_SITE, role: 'any' }, count, now()),
    setAdministratorPassword: (password) => parts.administrator.setPassword(password),
    setAuditorToken: (token) => parts.auditor.setToken(token),
    firstAdministratorPassword: () => parts.administrator.firstPassword(),
    get signingKey() {
      return parts.keys.signing.kid ?? '';
    },
    get publicKey() {
      return publicHalf(parts.keys.signing);
    },
    async succeed() {
      const succession = await parts.keys.successions.succeed(now());
      if (folder !== undefined) await writeKeyFiles(folder, parts.keys.successions);
      return succession;
    },
    samples: async () => (await parts.training?.samples(now())) ?? [],
    tray: () => parts.training?.tray() ?? [],
    textOf: async (sample) => parts.training?.textOf(sample, now()),
    chipOf: (sample) => parts.training?.chipOf(sample),
    reporting: parts.reporting,
    retention: parts.retention,
    import: (lines, setAsideBy) => importBundle(lines, parts, setAsideBy),
    setAside: () => parts.setAside.list(),
    async close() {
      await works.end();
      await stopListening();
      await storage.close();
    },
  };
}

/** The public half of the key that signs as `signing-key.json`, and with all those before it as `signing-keys.json`. */
async function writeKeyFiles(folder: string, keys: SigningKeys): Promise<void> {
  const write = (name: string, value: object) =>
    writeFileSync(path.join(folder, name), `${JSON.stringify(value)}\n`, { mode: 0o600 });
  write('signing-key.json', publicHalf(keys.current));
  write('signing-keys.json', { keys: await keys.everyKey() });
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
