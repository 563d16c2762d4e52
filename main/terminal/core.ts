import { version } from '../../package.json';
import type { EventMessage } from '../../shared/contract/events';
import type { TerminalState } from '../../shared/contract/terminal-state';
import type { ErrorReport } from '../../shared/domain/error';
import type { HandoffRules } from '../../shared/domain/handoff';
import { type HealthCheck, healthFindings } from '../../shared/domain/health';
import type { StayElsewhere } from '../../shared/domain/stay-elsewhere';
import type { VerificationAnswer } from '../../shared/domain/verification';
import type { WalletRequest } from '../../shared/domain/wallet-request';
import type { AuthorityClient } from '../authority/client/authority-client';
import type { Enrolment } from '../authority/client/enrolment';
import { type Delivery, createDelivery } from '../delivery/delivery';
import type { EntryBodyOf } from '../../shared/domain/entry-body';
import type { Handoff } from '../handoff';
import type { Journal } from '../journal/journal';
import { checkReceipt, signReceipt } from '../journal/receipt';
import { Staff } from '../operators/staff';
import type { Alerts } from './alerts';
import { builtInOperator } from './built-in-operator';
import { ClockWatch } from './clock-watch';
import { createHandoff } from './core-handoff';
import { DailyRetention } from './daily-retention';
import { DeliveryNews } from './delivery-news';
import { Desk } from './desk';
import { DiskGuard } from './disk-guard';
import { OfflineLimits } from './offline-limits';
import { OfflineWatch } from './offline-watch';
import { Presentations } from './presentations';
import { RecentVerdicts } from './recent-verdicts';
import { trainingOperators } from './training-operators';
import { type Steering, createSteering } from './carry-out';
import { type EnrolledConnection, type EnrolmentOptions, enrolledAuthority } from './enrolled-authority';
import { ReportFeed } from './report-feed';
import { StaysElsewhere } from './stays-elsewhere';
import type { SitePurposes } from './site-purposes';
import { revoked } from './revoke';
import { SuccessionAlert } from './succession-alert';
import { TrustKeeper } from './trust-keeper';
import { WalletDesk } from './wallet-desk';

const OFFLINE_PATIENCE_MS = 1_500;
const TRUST_REFRESH_MS = 15 * 60_000;
/** Entries about the terminal and those who work at it. */
const RETENTION = { class: 'journal', days: 3_650 };

/** What the working parts are joined from. */
export interface CoreParts {
  /** Opens the terminal anew, with another key. */
  reopen(): void;
  /** The authority revoked this terminal: closes it, destroys its keys and data. */
  wipe(): Promise<void>;
  folder: string;
  /** The handoff as the site's file has it. */
  handoff?: HandoffRules | undefined;
  journal: Journal;
  purposes: SitePurposes;
  authority: Omit<EnrolmentOptions, 'now'>;
  alerts: Alerts;
  now(): Date;
  monotonic(): number;
  emit(message: EventMessage): void;
  changed(): void;
  /** Whether a person sits here whom a supervisor can help: a script is told of a limit, and not held up. */
  attended: boolean;
  /** How the machine is, for the heartbeat. */
  health(): HealthCheck[];
  /** The purpose that this machine was set to, for which people serve themselves while nobody is signed in. */
  selfService: string | undefined;
  /** A request to a wallet went on; null: it was put away. */
  walletChanged(request: WalletRequest | null): void;
}

/** The working parts of an enrolled terminal, joined: journal, trust, authority, desk, delivery. */
export class Core {
  readonly journal: Journal;
  enrolment: Enrolment;
  readonly presentations: Presentations;
  readonly desk: Desk;
  readonly wallets: WalletDesk;
  /** What other desks of the site recorded of the same people. */
  readonly elsewhere: StaysElsewhere;
  readonly delivery: Delivery;
  readonly trust: TrustKeeper;
  /** A terminal of a training authority is in training, wherever that authority runs. */
  readonly training: boolean;
  readonly staff: Staff;
  readonly handoff: Handoff;
  /** Resolves when the operators that come with the mode are there. */
  readonly staffed: Promise<void>;
  readonly #client: AuthorityClient;
  readonly #parts: CoreParts;
  readonly #servesPublic: boolean;
  readonly #retention: DailyRetention;
  readonly #disk: DiskGuard;
  readonly #clock: ClockWatch;
  readonly #steering: Steering;
  readonly #reports: ReportFeed;
  #stopped: ErrorReport | null = null;
  readonly #offline: OfflineWatch;
  readonly #limits: OfflineLimits;
  #refresh: ReturnType<typeof setInterval> | undefined;

  /** Enrols on the way where the terminal is not yet. Throws what `enrolledAuthority` throws. */
  static async open(parts: CoreParts): Promise<Core> {
    let core: Core | undefined;
    const { client, trustList, ...enrolled } = await enrolledAuthority(parts.journal, {
      ...parts.authority,
      now: parts.now,
      succession: new SuccessionAlert(parts.alerts, (enrolment) => core && core.#succeeded(enrolment)),
    });
    parts.purposes.configure(enrolled.enrolment.configuration);
    core = new Core(parts, enrolled, client);
    if (!core.trust.view().list) core.trust.accept(trustList);
    // Whether the public is served hangs on who is known here.
    if (core.#servesPublic) await core.staffed;
    core.#start();
    return core;
  }

  private constructor(parts: CoreParts, enrolled: EnrolledConnection, client: AuthorityClient) {
    const { enrolment } = enrolled;
    const { journal, purposes, now, monotonic } = parts;
    this.#parts = parts;
    this.#servesPublic = purposes.publicPurpose(parts.selfService) !== undefined;
    this.#client = client;
    this.journal = journal;
    this.enrolment = enrolment;
    this.training = enrolment.training;
    this.staff = new Staff({
      vault: journal.vault,
      signIn: () => this.enrolment.configuration.signIn,
      serving: () => this.wallets.read() !== null,
      selfService: this.#servesPublic,
      builtIn: builtInOperator(this.#servesPublic, this.training),
      monotonic,
      note: (event) => this.note('operator', event),
      changed: parts.changed,
    });
    this.staffed = this.training ? this.staff.accounts.seed(trainingOperators) : Promise.resolve();
    this.trust = new TrustKeeper(journal.vault, now);
    const counter = {
      journal,
      purposes,
      now,
      verdicts: new RecentVerdicts(monotonic),
      operator: () => this.operator,
      trust: () => this.trust.view(),
      onRecorded: () => {
        this.delivery.nudge();
        this.handoff.nudge();
        parts.changed();
      },
    };
    this.presentations = new Presentations({
      ...counter,
      monotonic,
      authority: {
        ask: (question) => client.ask(question, this.#patience()),
        seal: (question, verdict) => client.seal(question, verdict),
        clockOffset: () => client.clockOffset(),
      },
      mode: this.training ? 'training' : 'live',
    });
    this.desk = new Desk({
      ...counter,
      authority: client,
      approve: (purpose, acts, approval) => this.#limits.approve(purpose, acts, approval),
    });
    this.handoff = createHandoff({
      ...parts,
      training: this.training,
      terminal: () => ({
        terminal: this.enrolment.terminal,
        site: this.enrolment.site.name,
        training: this.training,
      }),
      note: (body) => this.note('handoff', body),
      noteSettings: (changed) => this.noteSettings(changed),
    });
    this.wallets = new WalletDesk({ client, now, changed: parts.walletChanged });
    this.elsewhere = new StaysElsewhere({
      journal,
      client,
      online: () => this.delivery.online(),
      onFound: (entry, found) => this.#foundElsewhere(entry, found),
    });
    this.#reports = new ReportFeed({
      journal,
      client,
      terminal: enrolment.terminal,
      onRefused: ({ entry, code }) => parts.alerts.raise({ code: 'report-refused', entry, detail: code }),
      changed: parts.changed,
    });
    this.#retention = new DailyRetention(journal, { now, offset: () => client.clockOffset() });
    this.#disk = new DiskGuard({ folder: parts.folder, journal, changed: parts.changed });
    this.#offline = new OfflineWatch({
      journal,
      now,
      online: () => this.delivery.online(),
      lastReachedAt: () => client.lastReachedAt(),
      freeDiskBytes: () => this.#disk.freeBytes(),
      lateVerdictHours: (entry) => this.desk.purposeOf(entry).offline.lateVerdictHours,
      onOverdue: (entry) => parts.alerts.raise({ code: 'late-verdict-overdue', entry }),
      changed: parts.changed,
    });
    this.#limits = new OfflineLimits(this.#offline, this.staff, parts.attended);
    this.#clock = new ClockWatch({
      journal,
      now,
      monotonic,
      onJump: (milliseconds) => {
        this.delivery.networkChanged();
        if (milliseconds > 0) this.staff.session.slept(milliseconds);
      },
    });
    const news = new DeliveryNews({
      ...parts,
      elsewhere: this.elsewhere,
      stop: (problem) => (this.#stopped = problem),
      connected: (online) => {
        this.#offline.remember();
        if (online) void this.#refreshTrust();
      },
    });
    this.delivery = createDelivery({
      journal,
      client,
      now,
      onLateVerdict: (verdict, answer) => this.#lateVerdict(verdict, answer),
      onEvent: (event) => news.hear(event),
      health: () => ({
        appVersion: version,
        trustListVersion: this.trust.view().list?.version ?? 0,
        configurationVersion: this.enrolment.configuration.version,
        ...(this.stopped && { problem: this.stopped.code }),
        health: healthFindings(parts.health()),
        ordersDone: this.#steering.done(),
      }),
      onHeartbeat: (answer) => {
        void this.#steering.heard(answer);
        this.#reports.heard(answer.reportChanges);
      },
    });
    this.#steering = createSteering({
      folder: parts.folder,
      journal,
      client,
      enrolled,
      now,
      configured: (configuration) => {
        this.enrolment = { ...this.enrolment, configuration, site: configuration.site };
        purposes.configure(configuration);
        parts.changed();
      },
      reopen: parts.reopen,
      stop: () => {
        this.#stopped = revoked;
        parts.changed();
      },
      tell: () => this.delivery.tell(),
      wipe: parts.wipe,
    });
  }

  /** While the authority is known to be away a clerk is not kept waiting for it: the record is amber, and asked again. */
  #patience(): AbortSignal | undefined {
    return this.delivery.online() ? undefined : AbortSignal.timeout(OFFLINE_PATIENCE_MS);
  }

  /** Why nothing may be recorded any more although the journal is open, or null. */
  get stopped(): ErrorReport | null {
    return this.#stopped ?? this.#disk.stopped;
  }

  freeDiskBytes(): number | undefined {
    return this.#disk.freeBytes() ?? undefined;
  }

  /** Milliseconds to add to our clock to get the authority's; null until it was heard. */
  clockOffset(): number | null {
    return this.#client.clockOffset();
  }

  /** The id of whoever acts now. */
  get operator(): string {
    return this.staff.acting;
  }

  /** Where the terminal stands by the offline rules of the purpose, and whether a check-in needs a supervisor now. */
  standing(): TerminalState['offline'] {
    return this.#limits.standing(this.#parts.purposes.selected);
  }

  /** A signed receipt of an entry, counter-signed once the authority has acknowledged it; undefined where there is none. */
  async receiptOf(entry: string): Promise<{ receipt: string; countersigned: boolean } | undefined> {
    const opened = this.journal.opened(entry);
    if (!opened) return undefined;
    const { privateKey: key, statement, signingKey } = this.enrolment;
    const signer = { key, statement, successions: this.journal.successions() };
    const acknowledgement = this.journal.browse.acknowledgementOf(entry);
    const receipt = await signReceipt(opened, signer, this.#parts.now(), acknowledgement);
    return { receipt, countersigned: checkReceipt(receipt, [signingKey]).acknowledgedAt !== undefined };
  }

  /** Writes an entry about the terminal itself or those who work at it. */
  note<K extends 'operator' | 'settings' | 'reader' | 'handoff'>(kind: K, body: EntryBodyOf<K>): void {
    const clockOffset = this.#client.clockOffset();
    this.journal.append(kind, body, { retention: RETENTION, clockOffset });
    this.delivery.nudge();
    this.#parts.changed();
  }

  noteSettings(changed: EntryBodyOf<'settings'>['changed']): void {
    this.note('settings', { changed, operator: this.operator });
  }

  /** The machine slept and is awake again: the clock went on without us, and the network may be another. */
  awake(): void {
    this.#clock.look();
    this.delivery.networkChanged();
  }

  /** The journal found no room. */
  diskFull(): void {
    this.#disk.full();
  }

  /** Something is about to be recorded: a clock that jumped is journalled before it. */
  lookAtClock(): void {
    this.#clock.look();
  }

  connection(): TerminalState['authority'] {
    const lastReachedAt = this.#client.lastReachedAt()?.toISOString();
    const offlineSince = this.#offline.since();
    return {
      online: this.delivery.online(),
      ...(lastReachedAt && { lastReachedAt }),
      ...(offlineSince && { offlineSince }),
    };
  }

  /** Ends delivery and retention; the journal is closed by whoever opened it. */
  async close(): Promise<void> {
    this.wallets.cancel();
    clearInterval(this.#refresh);
    this.#disk.stop();
    this.#clock.stop();
    this.#offline.stop();
    await this.handoff.stop();
    this.staff.session.signOut();
    this.staff.session.stop();
    await this.staffed;
    await this.#retention.stop();
    await this.delivery.stop();
    await this.elsewhere.stop();
    await this.#reports.stop();
  }

  #start(): void {
    this.delivery.start();
    this.#retention.start();
    this.#disk.start();
    this.#clock.start();
    this.#offline.start();
    this.staff.session.start();
    void this.handoff.start(this.#parts.handoff);
    void this.#steering.settle().catch(() => undefined);
    void this.#refreshTrust();
    this.#refresh = setInterval(() => void this.#refreshTrust(), TRUST_REFRESH_MS);
  }

  /** That the list could not be fetched is no news: its age is on the screen, and it is asked for again. */
  async #refreshTrust(): Promise<void> {
    try {
      await this.trust.refresh((etag) => this.#client.trustList(etag));
      await this.trust.refreshStatus((id, etag) => this.#client.statusList(id, etag));
    } catch {
      return;
    } finally {
      this.#parts.changed();
    }
  }

  #lateVerdict(verdict: string, answer: VerificationAnswer): void {
    const { journal, alerts, emit, changed } = this.#parts;
    const about = journal.awaiting.list().find((waiting) => waiting.verdict === verdict)?.entry;
    if (about === undefined) return;
    this.desk.lateVerdict(verdict, about, answer);
    this.handoff.nudge();
    const { outcome, reason } = answer;
    emit({ event: 'late-verdict', payload: { entry: about, verdict, outcome, reason } });
    if (outcome === 'refused') {
      alerts.raise({ code: 'late-refusal', entry: this.desk.recordOf(verdict) ?? about, detail: reason });
    }
    changed();
  }

  #foundElsewhere(entry: string, found: readonly StayElsewhere[]): void {
    this.#parts.alerts.raise({ code: 'stay-elsewhere', entry, detail: found[0]?.terminal });
    this.#parts.changed();
  }

  /** Another signing key of the authority is pinned and journalled. */
  #succeeded({ signingKey, successions }: Enrolment): void {
    this.enrolment = { ...this.enrolment, signingKey, successions };
    this.delivery.nudge();
    this.#parts.changed();
  }
}
