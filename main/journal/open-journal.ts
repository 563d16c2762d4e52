import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { VestibuleError } from '../../shared/domain/error';
import { KEY_LENGTH } from '../crypto/key-wrap';
import type { Database } from '../sqlite/database';
import type { EngineName } from '../sqlite/engine';
import { type FileLock, takeFileLock } from '../sqlite/file-lock';
import { createAppend } from './append';
import { createAwaiting } from './awaiting';
import { createBrowse } from './browse';
import { createCheckOuts } from './check-outs';
import { createCheckpoints } from './checkpoints';
import { createDays } from './days';
import { createDigests } from './digests';
import { createEntries, jsonOf } from './entries';
import { createErasure } from './erasure';
import { createGuestIndex } from './guest-index';
import { createGuests } from './guests';
import { guarded } from './journal-error';
import { openJournalFile } from './journal-file';
import type { Journal } from './journal';
import { openMeta } from './meta';
import { createOutbox } from './outbox';
import { createParties } from './parties';
import { rebuildProjections } from './rebuild';
import { createSuccessions } from './successions';
import { createReports } from './reports';
import { createRetention } from './retention';
import { createStays } from './stays';
import { createTallies } from './tallies';
import { createVault } from './vault';
import { createWithdrawals } from './withdrawals';

export interface JournalOptions {
  /** The data folder; made if it is not there. */
  folder: string;
  /** 32 bytes. */
  masterKey: Uint8Array;
  now: () => Date;
  /** Milliseconds of a clock that never jumps. */
  monotonic: () => number;
  /** Called when an entry found no room, before that is thrown. */
  onFull?: () => void;
  /** The runtime's own SQLite where it has one; tests ask for the other. */
  engine?: EngineName;
}

/**
 * Opens the journal of a data folder for this process alone, or begins one. Throws VestibuleError:
 * data-folder-in-use, key-wrong, journal-unavailable, journal-damaged, journal-full.
 */
export function openJournal(options: JournalOptions): Journal {
  const { folder, masterKey, engine } = options;
  if (masterKey.length !== KEY_LENGTH) throw new VestibuleError('key-wrong', 'A master key has 32 bytes.');
  return guarded(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lock = takeFileLock(path.join(folder, 'lock.db'), { engine });
    if (!lock) {
      throw new VestibuleError(
        'data-folder-in-use',
        'Another Vestibule uses this data folder. Close it first, or choose another folder.',
      );
    }
    let database: Database | undefined;
    try {
      database = openJournalFile(folder, options);
      return journalOn(database, lock, options);
    } catch (thrown) {
      database?.close();
      lock.release();
      throw thrown;
    }
  });
}

/** The journal on an open file whose schema is up to date. */
export function journalOn(
  database: Database,
  lock: FileLock,
  { masterKey, now, monotonic, onFull }: Pick<JournalOptions, 'masterKey' | 'now' | 'monotonic' | 'onFull'>,
): Journal {
  const meta = openMeta(database, masterKey);
  const entries = createEntries(database, masterKey);
  const tallies = createTallies(database);
  const days = createDays(database, tallies);
  const outbox = createOutbox(database, {
    entries,
    masterKey,
    now,
    identity: () => meta.identity(),
    tallies,
  });
  const awaiting = createAwaiting(database, masterKey);
  const index = createGuestIndex(database, meta.indexSecret);
  const checkOuts = createCheckOuts(database, entries);
  const parties = createParties(database, entries);
  const stays = createStays(database, entries, masterKey);
  const reports = createReports(database, masterKey);
  const withdrawals = createWithdrawals(database, entries);
  const guests = createGuests(database, { entries, outbox, index, checkOuts, stays, reports, withdrawals });
  const browse = createBrowse(database, { entries, outbox });
  const digests = createDigests(database, entries, meta.indexSecret);
  const vault = createVault(database, masterKey);
  const checkpoints = createCheckpoints(database);
  const successions = createSuccessions(database);
  const { identity } = meta;
  const { append, appendAll, writeWith, checkpoint, head } = createAppend({
    database,
    masterKey,
    entries,
    outbox,
    awaiting,
    guests,
    checkOuts,
    parties,
    digests,
    checkpoints,
    tallies,
    successions,
    withdrawals,
    identity,
    now,
    monotonic,
    onFull,
  });
  const erasure = createErasure(database, { entries, index, digests });
  const retention = createRetention(database, { entries, erasure, writeWith });
  head(); // a chain that does not hold at its end is told now, not at the first check-in

  return {
    begin: (next) =>
      guarded(() => {
        if (next.terminal === meta.identity()?.terminal) return meta.setIdentity(next);
        return database.transaction(() => {
          meta.setIdentity(next);
          outbox.leaveBehind(next.terminal);
        });
      }),
    get identity() {
      return meta.identity();
    },
    signWith: (signer) =>
      guarded(() => {
        const known = meta.identity();
        if (!known) throw new VestibuleError('not-enrolled', 'This journal does not know its terminal yet.');
        checkpoints.signWith(signer, known);
      }),
    append,
    appendAll,
    checkpoint,
    head: () =>
      guarded(() => {
        const { position, hash } = head();
        return { entries: position, hash };
      }),
    entry: (id) =>
      guarded(() => {
        const found = entries.withId(id);
        if (!found) return undefined;
        const opened = entries.open(found);
        return { header: found.header, hash: found.hash, body: opened && jsonOf(opened.body) };
      }),
    opened: (id) =>
      guarded(() => {
        const found = entries.withId(id);
        const opened = found && entries.open(found);
        return opened ? { header: found.header, hash: found.hash, ...opened } : undefined;
      }),
    digestOf: digests.of,
    shownBefore: digests.shownBefore,
    rebuild: () =>
      guarded(() =>
        rebuildProjections(database, { entries, guests, digests, checkOuts, parties, tallies, withdrawals }),
      ),
    outbox,
    awaiting,
    guests,
    stays,
    reports,
    successions: () => guarded(() => successions.list()),
    party: (id) => guarded(() => parties.of(id)),
    withdrawal: (checkIn) => guarded(() => withdrawals.of(checkIn)),
    browse,
    days,
    vault,
    retention,
    close() {
      try {
        checkpoint();
        const { position, hash } = head();
        meta.setHead(position, hash);
      } catch {
        // The note only helps a later check; a full disk must not keep the folder from being given free.
      }
      database.close();
      lock.release();
    },
  };
}
