import { version } from '../../package.json';
import type { EventMessage } from '../../shared/contract/events';
import type { TerminalState } from '../../shared/contract/terminal-state';
import type { ErrorReport } from '../../shared/domain/error';
import type { VerificationAnswer } from '../../shared/domain/verification';
import type { AuthorityClient } from '../authority/client/authority-client';
import type { Enrolment } from '../authority/client/enrolment';
import { type Delivery, createDelivery } from '../delivery/delivery';
import type { Journal } from '../journal/journal';
import type { Alerts } from './alerts';
import { ClockWatch } from './clock-watch';
import { DailyRetention } from './daily-retention';
import { Desk } from './desk';
import { DiskGuard } from './disk-guard';
import { type EnrolmentOptions, enrolledAuthority } from './enrolled-authority';
import type { SitePurposes } from './site-purposes';
import { TrustKeeper } from './trust-keeper';

const OFFLINE_PATIENCE_MS = 1_500;
const TRUST_REFRESH_MS = 15 * 60_000;

interface CoreParts {
  folder: string;
  journal: Journal;
  purposes: SitePurposes;
  authority: Omit<EnrolmentOptions, 'now'>;
  alerts: Alerts;
  now(): Date;
  monotonic(): number;
  emit(message: EventMessage): void;
  changed(): void;
}

/** The working parts of an enrolled terminal, joined: journal, trust, authority, desk, delivery. */
export class Core {
  readonly journal: Journal;
  readonly enrolment: Enrolment;
  readonly desk: Desk;
  readonly delivery: Delivery;
  readonly trust: TrustKeeper;
  /** A terminal of a training authority is in training, wherever that authority runs. */
  readonly training: boolean;
  readonly operator: string;
  readonly #client: AuthorityClient;
  readonly #parts: CoreParts;
  readonly #retention: DailyRetention;
  readonly #disk: DiskGuard;
  readonly #clock: ClockWatch;
  #stopped: ErrorReport | null = null;
  #offlineSince: string | undefined;
  #refresh: ReturnType<typeof setInterval> | undefined;

  /** Enrols on the way where the terminal is not yet. Throws what `enrolledAuthority` throws. */
  static async open(parts: CoreParts): Promise<Core> {
    const { enrolment, client, trustList } = await enrolledAuthority(parts.journal, {
      ...parts.authority,
      now: parts.now,
    });
    parts.purposes.configure(enrolment.configuration);
    const core = new Core(parts, enrolment, client);
    if (!core.trust.view().list) core.trust.accept(trustList);
    core.#start();
    return core;
  }

  private constructor(parts: CoreParts, enrolment: Enrolment, client: AuthorityClient) {
    const { journal, purposes, now, monotonic } = parts;
    this.#parts = parts;
    this.#client = client;
    this.journal = journal;
    this.enrolment = enrolment;
    this.training = enrolment.training;
    this.operator = this.training ? 'Training clerk' : 'Clerk';
    this.trust = new TrustKeeper(journal.vault, now);
    this.desk = new Desk({
      journal,
      purposes,
      now,
      monotonic,
      authority: {
        ask: (question) => client.ask(question, this.#patience()),
        seal: (question, verdict) => client.seal(question, verdict),
        clockOffset: () => client.clockOffset(),
      },
      mode: this.training ? 'training' : 'live',
      operator: this.operator,
      trust: () => this.trust.view(),
      onRecorded: () => {
        this.delivery.nudge();
        parts.changed();
      },
    });
    this.#retention = new DailyRetention(journal, { now, offset: () => client.clockOffset() });
    this.#disk = new DiskGuard({ folder: parts.folder, journal, changed: parts.changed });
    this.#clock = new ClockWatch({ journal, now, monotonic, onJump: () => this.delivery.networkChanged() });
    this.delivery = createDelivery({
      journal,
      client,
      now,
      onLateVerdict: (verdict, answer) => this.#lateVerdict(verdict, answer),
      onEvent: (event) => this.#hearDelivery(event),
      health: () => ({ appVersion: version }),
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
    return {
      online: this.delivery.online(),
      ...(lastReachedAt && { lastReachedAt }),
      ...(this.#offlineSince && { offlineSince: this.#offlineSince }),
    };
  }

  /** Ends delivery and retention; the journal is closed by whoever opened it. */
  async close(): Promise<void> {
    clearInterval(this.#refresh);
    this.#disk.stop();
    this.#clock.stop();
    await this.#retention.stop();
    await this.delivery.stop();
  }

  #start(): void {
    this.delivery.start();
    this.#retention.start();
    this.#disk.start();
    this.#clock.start();
    void this.#refreshTrust();
    this.#refresh = setInterval(() => void this.#refreshTrust(), TRUST_REFRESH_MS);
  }

  /** That the list could not be fetched is no news: its age is on the screen, and it is asked for again. */
  async #refreshTrust(): Promise<void> {
    try {
      await this.trust.refresh((etag) => this.#client.trustList(etag));
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
    const { outcome, reason } = answer;
    emit({ event: 'late-verdict', payload: { entry: about, verdict, outcome, reason } });
    if (outcome === 'refused') {
      alerts.raise({ code: 'late-refusal', entry: this.desk.recordOf(verdict) ?? about, detail: reason });
    }
    changed();
  }

  #hearDelivery(event: Parameters<Parameters<typeof createDelivery>[0]['onEvent']>[0]): void {
    const { alerts, emit, changed, now } = this.#parts;
    if (event.type === 'delivery') {
      const { entry, state, reason } = event;
      emit({ event: 'delivery', payload: { entry, state, reason } });
      if (state === 'refused') alerts.raise({ code: 'entry-refused', entry, detail: reason });
    } else if (event.type === 'rolled-back') {
      this.#stopped = {
        code: 'journal-rolled-back',
        message:
          'The authority has records that this disk does not: it is an earlier copy. Enrol the terminal anew.',
      };
    } else if (event.type !== 'resending') {
      this.#offlineSince = event.type === 'offline' ? now().toISOString() : undefined;
      emit({ event: event.type, payload: {} });
      if (event.type === 'online') void this.#refreshTrust();
    }
    changed();
  }
}
