import { z } from 'zod';
import { TerminalRole } from '../../../shared/domain/terminal-role';
import { integer, integerOrNull, text, textOrNull } from '../../sqlite/column';
import type { Row, Storage } from './storage/storage';

/** A terminal that was not heard for so many milliseconds is silent; it beats every ten seconds. */
const SILENT = 60_000;

/** What is told of all terminals together. */
export interface Figures {
  readonly terminals: number;
  /** Heard within the last minute. */
  readonly active: number;
  /** Entries that terminals said are waiting. */
  readonly queued: number;
  readonly entries: number;
  readonly refused: number;
}

/** A terminal as the live page shows it: no personal data. */
export interface FleetTerminal {
  readonly id: string;
  /** What screens call its site. */
  readonly site: string;
  readonly role: TerminalRole;
  readonly state: 'active' | 'silent' | 'quarantined' | 'replaced' | 'revoked' | 'wiped';
  /** The terminal that its machine became. */
  readonly replacedBy: string | undefined;
  /** The terminals in whose place it came. */
  readonly replaces: readonly string[];
  /** Entries that somebody decided to keep apart from what is trusted. */
  readonly keptApart: number;
  readonly epoch: number;
  readonly entries: number;
  readonly refused: number;
  readonly queued: number;
  readonly oldestQueuedAt: number | undefined;
  readonly heardAt: number | undefined;
  readonly entryAt: number | undefined;
  readonly appVersion: string | undefined;
  /** Code of what stops check-ins there. */
  readonly problem: string | undefined;
  /** What of the machine somebody should look at. */
  readonly health: readonly { topic: string; state: 'attention' | 'bad' }[];
}

/** An entry whose body was set aside. */
export interface RefusedEntry {
  readonly terminal: string;
  readonly epoch: number;
  readonly seq: number;
  readonly reason: string;
  readonly at: number;
}

/** What a person who watches the authority sees of its terminals. */
export class Fleet {
  constructor(private readonly storage: Storage) {}

  /** A machine that became another terminal counts as that one; what the first one stored counts too. */
  async figures(now: Date): Promise<Figures> {
    const standing = (value: string) => `coalesce(sum(CASE WHEN replaced_by IS NULL THEN ${value} END), 0)`;
    const row = await this.storage.get(
      `SELECT ${standing('1')} AS terminals, ${standing('CASE WHEN heartbeat_at > ? THEN 1 ELSE 0 END')} AS active,
       ${standing('queued')} AS queued, coalesce(sum(accepted), 0) AS accepted, coalesce(sum(refused), 0) AS refused
       FROM terminals WHERE wiped_at IS NULL`,
      now.getTime() - SILENT,
    );
    if (!row) throw new Error('A count is always there.');
    const refused = integer(row, 'refused');
    return {
      terminals: integer(row, 'terminals'),
      active: integer(row, 'active'),
      queued: integer(row, 'queued'),
      entries: integer(row, 'accepted') + refused,
      refused,
    };
  }

  /**
   * Those that need a look first: in quarantine, revoked, with a problem, with the longest queue; then the last heard.
   * Those that were replaced come last: nobody hears of them any more.
   */
  async terminals(most: number, now: Date): Promise<FleetTerminal[]> {
    const rows = await this.storage.all(
      `SELECT terminals.*, sites.name AS site_name FROM terminals JOIN sites ON sites.id = terminals.site
       WHERE wiped_at IS NULL
       ORDER BY CASE WHEN revoked_at IS NOT NULL THEN 0 WHEN replaced_by IS NOT NULL THEN 2 WHEN state <> 'active' THEN 0
       ELSE 1 END, queued DESC, coalesce(heartbeat_at, 0) DESC, terminals.id LIMIT ?`,
      most,
    );
    const replaced = await this.storage.all(
      'SELECT id, replaced_by FROM terminals WHERE replaced_by IS NOT NULL ORDER BY enrolled_at DESC, id',
    );
    const apart = await this.storage.all(
      'SELECT terminal, count(*) AS entries FROM set_aside GROUP BY terminal',
    );
    const keptApart = new Map(apart.map((row) => [text(row, 'terminal'), integer(row, 'entries')]));
    return rows.map((row) => {
      const id = text(row, 'id');
      const formers = replaced.filter((former) => text(former, 'replaced_by') === id);
      const replaces = formers.map((former) => text(former, 'id'));
      return { ...readTerminal(row, now), replaces, keptApart: keptApart.get(id) ?? 0 };
    });
  }

  /** The newest ones first. */
  async refused(most: number): Promise<RefusedEntry[]> {
    const table = this.storage.entries.numberTable;
    const rows = await this.storage.all(
      `SELECT terminal, epoch, seq, refused, received_at FROM ${table}
       WHERE refused IS NOT NULL ORDER BY received_at DESC LIMIT ?`,
      most,
    );
    return rows.map((row) => ({
      terminal: text(row, 'terminal'),
      epoch: integer(row, 'epoch'),
      seq: integer(row, 'seq'),
      reason: text(row, 'refused'),
      at: integer(row, 'received_at'),
    }));
  }
}

/** What of a heartbeat is shown; it was checked when it came. */
const Beat = z.object({
  appVersion: z.string().optional(),
  oldestQueuedAt: z.string().optional(),
  problem: z.string().optional(),
  health: z.array(z.object({ topic: z.string(), state: z.enum(['attention', 'bad']) })).default([]),
});

function readTerminal(row: Row, now: Date): Omit<FleetTerminal, 'replaces' | 'keptApart'> {
  const beat = Beat.parse(JSON.parse(textOrNull(row, 'heartbeat') ?? '{}'));
  const heardAt = integerOrNull(row, 'heartbeat_at') ?? undefined;
  const refused = integer(row, 'refused');
  return {
    id: text(row, 'id'),
    site: text(row, 'site_name'),
    role: TerminalRole.parse(text(row, 'role')),
    state: stateOf(row, heardAt, now),
    replacedBy: textOrNull(row, 'replaced_by') ?? undefined,
    epoch: integer(row, 'epoch'),
    entries: integer(row, 'accepted') + refused,
    refused,
    queued: integer(row, 'queued'),
    oldestQueuedAt: beat.oldestQueuedAt === undefined ? undefined : Date.parse(beat.oldestQueuedAt),
    heardAt,
    entryAt: integerOrNull(row, 'entry_at') ?? undefined,
    appVersion: beat.appVersion,
    problem: beat.problem,
    health: beat.health,
  };
}

function stateOf(row: Row, heardAt: number | undefined, now: Date): FleetTerminal['state'] {
  if (integerOrNull(row, 'wiped_at') !== null) return 'wiped';
  if (integerOrNull(row, 'revoked_at') !== null) return 'revoked';
  if (textOrNull(row, 'replaced_by') !== null) return 'replaced';
  if (text(row, 'state') === 'quarantined') return 'quarantined';
  return heardAt !== undefined && now.getTime() - heardAt <= SILENT ? 'active' : 'silent';
}
