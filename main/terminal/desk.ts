import { z } from 'zod';
import type { Reply, Request } from '../../shared/contract/calls';
import type { Claims } from '../../shared/domain/claims';
import type { ApprovedAct } from '../../shared/domain/approval';
import type { EntryBodyOf } from '../../shared/domain/entry-body';
import { VestibuleError } from '../../shared/domain/error';
import { type CheckInForm, type Recorded, formOf } from '../../shared/domain/check-in';
import type { Consented } from '../../shared/domain/consent';
import { localDay } from '../../shared/domain/local-day';
import type { PartyAnswer, PartyForm } from '../../shared/domain/party-form';
import type { Purpose } from '../../shared/domain/purpose';
import type { StayElsewhere } from '../../shared/domain/stay-elsewhere';
import type { VerificationAnswer } from '../../shared/domain/verification';
import { newEntryId } from '../journal/entry-id';
import type { AppendOptions, Appended, Journal, ToAppend } from '../journal/journal';
import type { Override } from '../operators/approvals';
import type { TrustView } from '../trust/trust-view';
import { actsToApprove } from './acts-to-approve';
import { factsAlone, stayForms } from './asked-facts';
import { type Answered, consentBody } from './consents';
import { customerRecord } from './customer-record';
import { keptClaims } from './kept-claims';
import { minorsAlone } from './minors-alone';
import { overridesOf } from './overrides';
import { type Arriving, earlierStays, partyOfArriving } from './party-entries';
import type { KnownVerdict, RecentVerdicts } from './recent-verdicts';
import type { SitePurposes } from './site-purposes';
import { withdrawalOf } from './withdrawal';

interface DeskParts {
  journal: Journal;
  authority: { clockOffset(): number | null };
  purposes: SitePurposes;
  verdicts: RecentVerdicts;
  /** The id of whoever works here now. */
  operator(): string;
  /**
   * The supervisor's word that a check-in for this purpose needs, for these acts and for working offline for too long.
   * Throws approval-needed, approval-spent, offline-too-long.
   */
  approve(purpose: Purpose, acts: readonly ApprovedAct[], approval: string | undefined): Override[];
  trust(): TrustView;
  now(): Date;
  /** Something was written: the queue may move, the screens may change. */
  onRecorded(): void;
}

/** What a clerk does with a verdict: consent, check-in, check-out, void. Each answer comes after its entry is durable. */
export class Desk {
  readonly #parts: DeskParts;
  readonly #verdicts: RecentVerdicts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#verdicts = parts.verdicts;
  }

  /**
   * Records what the purpose's form says of this person, whose document matches unless they are `unattended`. Possible duplicates are named, not
   * prevented. A verdict counts for the purpose it was judged for alone: another one sees and keeps other claims.
   */
  checkIn(
    request: Request<'check-in'>,
    {
      unattended = false,
      elsewhere = [],
    }: { unattended?: boolean; elsewhere?: readonly StayElsewhere[] } = {},
  ): Reply<'check-in'> {
    const { journal, purposes } = this.#parts;
    const purpose = purposes.enabledAs(request.purpose);
    const form = formOf(purpose.form, request.form);
    const known = this.#verdicts.recordable(request.verdict, purpose);
    const here = 'arrival' in form ? journal.guests.duplicatesOf(known.verdict.claims, form) : [];
    const { body, options } = this.#toCheckIn(known, purpose, {
      ...request.form,
      ...form,
      ...('arrival' in form && { facts: factsAlone(known.verdict, purpose, form) }),
    });
    const trustListVersion = this.#parts.trust().list?.version;
    const recording = { ...this.#signed(), options, trustListVersion, unattended };
    const customer = 'arrival' in form ? undefined : customerRecord(known, purpose, form, recording);
    const acts = actsToApprove(purpose, [known.verdict], { discrepancy: customer?.discrepancy });
    const overrides = this.#parts.approve(purpose, acts, request.approval);
    const whole = customer?.body(body, overrides) ?? body;
    const written = this.#writeApproved(whole, options, { before: customer?.before ?? [], overrides });
    return this.#recorded(known, written, [...here, ...elsewhere]);
  }

  /** For which purpose a verdict at hand was judged. Throws unknown-verdict, not-permitted. */
  judgedFor(verdict: string): Purpose {
    return this.#parts.purposes.enabledAs(this.#verdicts.get(verdict).verdict.purpose);
  }

  /** What the customer answered to the purpose's text about this verdict. Throws unknown-verdict, verdict-refused, not-permitted, bad-request. */
  consent(id: string, answered: Answered): Consented {
    const { journal } = this.#parts;
    const purpose = this.judgedFor(id);
    const known = this.#verdicts.recordable(id, purpose);
    const { at, operator } = this.#signed();
    const body = consentBody(purpose, answered, operator);
    const { entry } = journal.append('consent', body, { about: known.entry, ...this.#context(purpose) });
    const { text, answer, shownBy } = body;
    known.consent = { entry, text, answer, shownBy, at: at.toISOString() };
    this.#parts.onRecorded();
    return known.consent;
  }

  /** Records that the customer of a record took their consent back; once withdrawn it stays so. Throws unknown-entry, bad-request. */
  withdraw(record: string): Reply<'consent.withdraw'> {
    const { journal, operator } = this.#parts;
    const body = withdrawalOf(journal, record, operator());
    const before = journal.withdrawal(record);
    if (before) return { recorded: true, entry: before.entry };
    const context = this.#context(this.purposeOf(record));
    const { entry } = journal.append('consent', body, { about: record, ...context });
    this.#parts.onRecorded();
    return { recorded: true, entry };
  }

  #signed() {
    return { at: this.#parts.now(), operator: this.#parts.operator() };
  }

  /**
   * Records a party in one transaction: everybody, and who came with whom. Where somebody has an earlier stay that the
   * form does not name, nothing is recorded, and the answer says which; `elsewhere` are those of other terminals, as
   * `claimsOf` the members were asked about. Throws as `checkIn`.
   */
  checkInParty(form: PartyForm, elsewhere: readonly StayElsewhere[][]): PartyAnswer {
    const { journal, purposes, now, operator } = this.#parts;
    const purpose = purposes.enabledWithForm('stay');
    const arriving = form.members.map((member): Arriving => {
      const known = this.#verdicts.recordable(member.verdict, purpose);
      return { member, known, entry: newEntryId(now()) };
    });
    if (new Set(arriving.map(({ known }) => known)).size < arriving.length)
      throw new VestibuleError('bad-request', 'A person is in this party twice.');
    const people = arriving.map(({ member, known }) => ({ member, claims: known.verdict.claims }));
    const alone = minorsAlone(people, now());
    const earlier = earlierStays(journal.guests, arriving, form, elsewhere);
    if (earlier.length > 0) return { earlier };

    const together = arriving.length > 1 || arriving.some(({ member }) => member.guardian);
    const party = together ? partyOfArriving(arriving) : undefined;
    const forms = stayForms(people, { purpose, stay: form.stay, later: form.reportLater });
    const items: ToAppend[] = arriving.map(({ known, entry }, place) => {
      const { body, options } = this.#toCheckIn(known, purpose, forms[place] ?? form.stay);
      const joined = { ...body, ...(party && { party: party.party }) };
      return { kind: 'check-in', body: joined, options: { ...options, id: entry } };
    });
    if (party) {
      const body = { ...party, purpose: purpose.name, operator: operator() };
      items.push({ kind: 'party', body, options: { about: party.head, ...this.#context(purpose) } });
    }
    const [head] = arriving;
    const acts = actsToApprove(
      purpose,
      arriving.map(({ known }) => known.verdict),
      { minorsAlone: alone },
    );
    const overrides = this.#parts.approve(purpose, acts, form.approval);
    if (head) items.push(...overridesOf(head.entry, overrides, this.#context(purpose)));
    const written = journal.appendAll(items);
    const records = arriving.map(({ known }, place) => this.#recorded(known, written[place], []));
    return { recorded: { records, ...(party && { party: party.party }) } };
  }

  /** What is known of the members of a party, in their order. Throws unknown-verdict. */
  claimsOf({ members }: { members: readonly { verdict: string }[] }): Claims[] {
    return members.map(({ verdict }) => this.#verdicts.get(verdict).verdict.claims);
  }

  #toCheckIn({ verdict, entry: about }: KnownVerdict, purpose: Purpose, form: CheckInForm) {
    const body = {
      verdict: verdict.id,
      purpose: purpose.name,
      outcome: verdict.outcome,
      assurance: verdict.assurance,
      format: verdict.format,
      claims: keptClaims(verdict.claims, purpose.keeps),
      form: { ...form },
      operator: this.#parts.operator(),
    };
    return { body, options: { about, ...this.#context(purpose) } };
  }

  #recorded(
    known: KnownVerdict,
    written: Appended | undefined,
    duplicates: Recorded['duplicates'],
  ): Recorded {
    if (!written) throw new VestibuleError('internal', 'An entry was not answered for.');
    known.checkIn = written.entry;
    this.#parts.onRecorded();
    return { recorded: true, entry: written.entry, seq: written.seq, hash: written.hash, duplicates };
  }

  /** Takes a check-in back by an entry of its own. Throws unknown-entry, already-void. */
  void({ entry, reason }: { entry: string; reason: string }): Reply<'void'> {
    const [written = entry] = this.voidAll({ entries: [entry], reason }).entries;
    return { recorded: true, entry: written };
  }

  /** Takes several check-ins back, all or none. Throws as `void`. */
  voidAll({ entries, reason }: { entries: string[]; reason: string }): Reply<'party.void'> {
    const { journal, operator } = this.#parts;
    const written = journal.appendAll(
      entries.map((about) => {
        const options = { about, ...this.#context(this.purposeOf(about)) };
        return { kind: 'void', body: { reason, operator: operator() }, options };
      }),
    );
    this.#parts.onRecorded();
    return { recorded: true, entries: written.map(({ entry }) => entry) };
  }

  /** Records that a guest has left, today unless another day is given; null takes that back. Throws unknown-entry, already-void, already-checked-out. */
  checkOut({ entry, left }: { entry: string; left?: string | null | undefined }): Reply<'check-out'> {
    const { journal, operator, now } = this.#parts;
    const day = left === undefined ? localDay(now()) : left;
    const context = this.#context(this.purposeOf(entry));
    const written = journal.append(
      'check-out',
      { left: day, operator: operator() },
      { about: entry, ...context },
    );
    this.#parts.onRecorded();
    return { recorded: true, entry: written.entry };
  }

  /** Where a person finds the record of a verdict: its check-in, if it was made since this start. */
  recordOf(verdict: string): string | undefined {
    return this.#verdicts.checkInOf(verdict);
  }

  /** Stores the authority's late answer beside what the screen said; the first outcome stays. */
  lateVerdict(verdictId: string, verdictEntry: string, answer: VerificationAnswer): string {
    const purpose = this.purposeOf(verdictEntry);
    const body = {
      verdict: verdictId,
      outcome: answer.outcome,
      reason: answer.reason,
      claims: keptClaims(answer.claims, purpose.keeps),
      answer: answer.answer,
    };
    const context = this.#context(purpose);
    return this.#parts.journal.append('late-verdict', body, { about: verdictEntry, ...context }).entry;
  }

  /** For what an entry was recorded; where that is not known any more, the selected one, which then keeps nothing new. */
  purposeOf(entry: string): Purpose {
    const { journal, purposes } = this.#parts;
    const recorded = RecordedFor.safeParse(journal.entry(entry)?.body);
    const known = recorded.success ? purposes.known(recorded.data.purpose) : undefined;
    return known ?? { ...purposes.selected, keeps: [] };
  }

  /** The check-in with what it rests on before it and, about it, what a supervisor approved: together or not at all. */
  #writeApproved(
    body: EntryBodyOf<'check-in'>,
    options: AppendOptions,
    { before, overrides }: { before: readonly ToAppend[]; overrides: readonly Override[] },
  ): Appended {
    const { journal, now } = this.#parts;
    const id = newEntryId(now());
    const written = journal.appendAll([
      ...before,
      { kind: 'check-in', body, options: { ...options, id } },
      ...overridesOf(id, overrides, options),
    ]);
    const checkIn = written[before.length];
    if (checkIn) return checkIn;
    throw new VestibuleError('internal', 'Nothing was written.');
  }

  #context({ retention }: Purpose) {
    return { retention, clockOffset: this.#parts.authority.clockOffset() };
  }
}

const RecordedFor = z.object({ purpose: z.string() });
