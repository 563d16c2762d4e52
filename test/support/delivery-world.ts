import { randomUUID } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { type AuthorityClient, createAuthorityClient, enrol } from '../../main/authority/client';
import type { Enrolment } from '../../main/authority/client/enrolment';
import { verifyTrustList } from '../../main/authority/client/trust-list-answer';
import { type Delivery, type DeliveryEvent, createDelivery } from '../../main/delivery';
import type { Journal } from '../../main/journal';
import { FaultyAuthority } from './faulty-authority';
import { journalBench, temporaryFolder } from './journal-folder';
import { checkIn, people, stayRetention, verdictBody } from './journal-samples';
import { TestAuthority } from './test-authority';

const now = (): Date => new Date();

/**
 * A terminal's real journal and delivery, its real authority, and between them a network that does what a script says.
 * Waiting times pass a hundred times faster than in life.
 */
export class DeliveryWorld {
  readonly recorded: string[] = [];
  readonly bench = journalBench();
  readonly #events: DeliveryEvent[] = [];
  readonly #backup = path.join(temporaryFolder(), 'backup');
  #parts: { journal: Journal; delivery: Delivery } | undefined;

  private constructor(
    readonly test: TestAuthority,
    readonly network: FaultyAuthority,
    /** Who the terminal is; its epoch is another one after each `enrolAnew`. */
    public enrolment: Enrolment,
    private readonly patience: number,
    public client: AuthorityClient = clientOf(enrolment, patience),
  ) {}

  /** `patience` is how many milliseconds the terminal waits for an answer: short where a test holds answers back. */
  static async open(patience = 700): Promise<DeliveryWorld> {
    const authority = await TestAuthority.open();
    const network = await FaultyAuthority.before(authority.authority);
    const enrolment = await enrol({ url: network.url, code: await authority.code(), now });
    const world = new DeliveryWorld(authority, network, enrolment, patience);
    world.#openTerminal();
    onTestFinished(() => world.delivery.stop());
    return world;
  }

  get journal(): Journal {
    if (!this.#parts) throw new Error('not open');
    return this.#parts.journal;
  }

  get delivery(): Delivery {
    if (!this.#parts) throw new Error('not open');
    return this.#parts.delivery;
  }

  start(): void {
    this.delivery.start();
  }

  record(): void {
    this.recorded.push(checkIn(this.journal, people.okafor).entry);
    this.delivery.nudge();
  }

  /** A record whose body is so long; the journal takes it, the protocol does not. */
  recordLarge(length: number): string {
    const form = { room: '204', arrival: '2026-11-02', departure: '2026-11-04', note: 'x'.repeat(length) };
    const { entry } = checkIn(this.journal, people.okafor, { form });
    this.recorded.push(entry);
    return entry;
  }

  /** An amber verdict: its question is sealed and waits beside its entry. */
  async queueQuestion(): Promise<string> {
    const { issuers } = await verifyTrustList(LIST, this.enrolment.trustList, this.enrolment.signingKey);
    const presentedAt = now().toISOString();
    for (const { text: code, reusable } of await this.test.authority.samples()) {
      const issuer = issuers.find(({ routing }) => routing.some(({ prefix }) => code.startsWith(prefix)))?.id;
      if (reusable || issuer === undefined) continue;
      const verdict = randomUUID();
      const question = { format: 'e-id-code', issuer, code, purpose: 'hotel.check-in', presentedAt } as const;
      const sealed = await this.client.seal(question, verdict);
      const body = verdictBody('00', { verdict, outcome: 'unverified-queued', claims: {} });
      const { entry } = this.journal.append('verdict', body, {
        retention: stayRetention,
        awaiting: { verdict, sealed, presentedAt },
      });
      this.recorded.push(entry);
      return verdict;
    }
    throw new Error('no dynamic sample');
  }

  async restartTerminal(): Promise<void> {
    await this.delivery.stop();
    this.bench.close(this.journal);
    this.#openTerminal();
    this.start();
  }

  /**
   * A person enrols the terminal again, under the key it has: it goes on in the next epoch. An authority that was
   * restored has forgotten later epochs, and is asked until it counts as far as the terminal.
   */
  async enrolAnew(): Promise<void> {
    await this.delivery.stop();
    this.bench.close(this.journal);
    const { epoch, privateKey: keyPair } = this.enrolment;
    do {
      const code = await this.test.code();
      this.enrolment = await enrol({ url: this.network.url, code, keyPair, now });
    } while (this.enrolment.epoch < epoch);
    this.client = clientOf(this.enrolment, this.patience);
    this.#openTerminal();
    this.start();
  }

  /** The authority as it is now, copied; it is away meanwhile. */
  async backUpAuthority(): Promise<void> {
    await this.test.close();
    rmSync(this.#backup, { recursive: true, force: true });
    cpSync(this.test.database, this.#backup, { recursive: true });
    await this.#startAuthority();
  }

  /** It loses what it took since the copy. */
  async restoreAuthority(): Promise<void> {
    await this.test.close();
    rmSync(this.test.database, { recursive: true });
    cpSync(this.#backup, this.test.database, { recursive: true });
    await this.#startAuthority();
  }

  async restartAuthority(): Promise<void> {
    await this.test.close();
    await this.#startAuthority();
  }

  async #startAuthority(): Promise<void> {
    await this.test.start();
    await this.network.behind(this.test.authority);
  }

  /** The terminal's disk as it is now; the terminal starts again meanwhile. */
  async copyDisk(): Promise<string> {
    const copy = path.join(temporaryFolder(), 'copy');
    await this.delivery.stop();
    this.bench.close(this.journal);
    cpSync(this.bench.folder, copy, { recursive: true });
    this.#openTerminal();
    this.start();
    return copy;
  }

  /** A journal on a copy of the disk, with the enrolment of that time, as if somebody had put it into the terminal. */
  journalOn(copy: string, enrolment = this.enrolment): Journal {
    const journal = journalBench({ folder: copy, masterKey: this.bench.masterKey }).open({ now });
    this.#begin(journal, enrolment);
    return journal;
  }

  #begin(journal: Journal, enrolment = this.enrolment): void {
    const { privateKey: key, statement, signingKey: authorityKey, terminal, epoch } = enrolment;
    journal.begin({ terminal, epoch });
    journal.signWith({ key, statement, authorityKey });
  }

  /** What the authority holds of this terminal, in the order of the sequence, but for the terminal's checkpoints. */
  async stored(): Promise<string[]> {
    const rows = await this.test.rows('SELECT id, header FROM entries ORDER BY epoch, seq');
    return rows.filter((row) => !isCheckpoint(row['header'])).map((row) => String(row['id']));
  }

  /** How the authority takes this terminal: active, or in quarantine. */
  async standing(): Promise<string> {
    const [row] = await this.test.rows('SELECT state FROM terminals');
    return String(row?.['state']);
  }

  /** In which epoch the authority believes this terminal to be. */
  async epochThere(): Promise<number> {
    const [row] = await this.test.rows('SELECT epoch FROM terminals');
    return Number(row?.['epoch']);
  }

  /** What the late answers in the journal say, by the verdict that they are about. */
  lateAnswers(): { verdict: string; outcome: string }[] {
    return this.recorded.flatMap((id) => {
      const entry = this.journal.entry(id);
      return entry?.header.kind === 'late-verdict' ? [LateVerdict.parse(entry.body)] : [];
    });
  }

  /** Ends everything, so that thousands of worlds can follow each other. */
  async close(): Promise<void> {
    await this.delivery.stop();
    this.bench.close(this.journal);
    this.network.close();
    await this.test.close();
  }

  drain(): Promise<void> {
    return this.delivery.drain();
  }

  /** The authority listens behind the network again, on the port that the network knows. */
  async plugIn(): Promise<void> {
    await this.test.authority.listen();
  }

  async quiet(milliseconds: number): Promise<void> {
    await new Promise((resolve) => {
      setTimeout(resolve, milliseconds);
    });
  }

  settled(): Promise<void> {
    return this.until(() => this.journal.outbox.counts().queued === 0);
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await this.quiet(10);
  }

  /** What the authority took, in order; a repetition is not taken. */
  accepted(): string[] {
    return this.test.arrived.filter(({ status }) => status === 'accepted').map(({ entry }) => entry);
  }

  changes(): string[] {
    return this.#events.map(({ type }) => type).filter((type) => type !== 'delivery');
  }

  settledEntries(): string[] {
    return this.#events.flatMap((event) => (event.type === 'delivery' ? [event.entry] : []));
  }

  #openTerminal(): void {
    const journal = this.bench.open({ now });
    this.#begin(journal);
    const delivery = createDelivery({
      journal,
      client: this.client,
      now,
      schedule(delay, ring) {
        const timer = setTimeout(ring, delay / 100);
        return () => {
          clearTimeout(timer);
        };
      },
      onEvent: (event) => this.#events.push(event),
      onLateVerdict: (verdict, { outcome, reason, claims, answer }) => {
        const about = journal.awaiting.list().find((waiting) => waiting.verdict === verdict)?.entry;
        const body = { verdict, outcome, reason, claims, answer };
        this.recorded.push(journal.append('late-verdict', body, { about, retention: stayRetention }).entry);
        delivery.nudge();
      },
    });
    this.#parts = { journal, delivery };
  }
}

const LIST = { method: 'GET', path: '/v1/trust-list' } as const;
const LateVerdict = z.object({ verdict: z.string(), outcome: z.string() });

function clientOf(enrolment: Enrolment, patience: number): AuthorityClient {
  const timeouts = { deliver: patience, heartbeat: patience, askLate: patience };
  return createAuthorityClient({ enrolment, now, timeouts });
}

function isCheckpoint(header: unknown): boolean {
  const { kind }: { kind: unknown } = JSON.parse(String(header));
  return kind === 'checkpoint';
}
