import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Reply, Request } from '../../shared/contract/calls';
import { Claims, type ClaimName } from '../../shared/domain/claims';
import { VestibuleError } from '../../shared/domain/error';
import type { Presentation, PresentationContent } from '../../shared/domain/presentation';
import { formOf } from '../../shared/domain/check-in';
import type { Purpose } from '../../shared/domain/purpose';
import type { Verdict } from '../../shared/domain/verdict';
import type { VerificationAnswer, VerificationQuestion } from '../../shared/domain/verification';
import type { Journal } from '../journal/journal';
import { localDay } from '../journal/local-day';
import type { TrustView } from '../trust/trust-view';
import { judge } from '../verification/judge';
import { RecentVerdicts, maskedVerdict } from './recent-verdicts';
import type { SitePurposes } from './site-purposes';

/** What the desk needs of the authority; absent functions mean it was never enrolled. */
export interface DeskAuthority {
  ask(question: VerificationQuestion): Promise<VerificationAnswer>;
  seal(question: VerificationQuestion, verdict: string): Promise<string>;
  clockOffset(): number | null;
}

interface DeskParts {
  journal: Journal;
  authority: DeskAuthority;
  purposes: SitePurposes;
  mode: 'training' | 'live';
  operator: string;
  trust(): TrustView;
  now(): Date;
  /** Milliseconds of a monotonic clock, with a fraction. */
  monotonic(): number;
  /** Something was written: the queue may move, the screens may change. */
  onRecorded(): void;
}

/** What a clerk does: presentation → verdict → check-in. Each answer comes after its entry is durable. */
export class Desk {
  readonly #parts: DeskParts;
  readonly #verdicts: RecentVerdicts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#verdicts = new RecentVerdicts(parts.monotonic);
  }

  /** Judges what a reader delivered, for the selected purpose unless another is named, and journals the outcome; the verdict comes back masked. */
  async present(
    reader: Presentation['reader'],
    content: PresentationContent,
    symbology?: string,
    purposeName?: string,
  ): Promise<Verdict> {
    const { journal, authority, purposes, mode, trust, now, monotonic, onRecorded } = this.#parts;
    const purpose = purposeName === undefined ? purposes.selected : purposes.enabledAs(purposeName);
    const began = monotonic();
    const at = now();
    const presentation: Presentation = {
      id: randomUUID(),
      at: at.toISOString(),
      reader,
      content,
      ...(symbology !== undefined && { symbology }),
    };
    const judgement = await judge(presentation, {
      purpose,
      trust: trust(),
      now: at,
      mode,
      clockOffset: authority.clockOffset(),
      askAuthority: (question) => authority.ask(question),
    });
    const digest = journal.digestOf(judgement.digestInput);
    const shownBeforeAt =
      judgement.verdict.outcome === 'verified' && judgement.verdict.assurance === 'offline-signature'
        ? journal.shownBefore(digest)
        : undefined;
    const sealed = judgement.queued
      ? await authority.seal(judgement.queued, judgement.verdict.id)
      : undefined;
    const verdict: Verdict = {
      ...judgement.verdict,
      ...(shownBeforeAt !== undefined && { shownBeforeAt }),
      micros: Math.round((monotonic() - began) * 1000),
    };
    const entry = this.#recordVerdict(verdict, purpose, { digest, sealed });
    this.#verdicts.remember(verdict, entry);
    onRecorded();
    return maskedVerdict(verdict);
  }

  /**
   * Records what the purpose's form says of this person, whose document matches. Possible duplicates are named, not
   * prevented. A verdict counts for the purpose it was judged for alone: another one sees and keeps other claims.
   */
  checkIn(request: Request<'check-in'>): Reply<'check-in'> {
    const { journal, purposes, operator } = this.#parts;
    const purpose = purposes.enabledAs(request.purpose);
    const form = formOf(purpose.form, request.form);
    const known = this.#verdicts.get(request.verdict);
    const { verdict, entry: about } = known;
    if (verdict.outcome === 'refused') {
      throw new VestibuleError('verdict-refused', 'A refused document cannot be checked in.');
    }
    if (verdict.purpose !== purpose.name) {
      throw new VestibuleError('not-permitted', `This document was presented for ${verdict.purpose} alone.`);
    }
    const duplicates = 'arrival' in form ? journal.guests.duplicatesOf(verdict.claims, form) : [];
    const written = journal.append(
      'check-in',
      {
        verdict: verdict.id,
        purpose: purpose.name,
        outcome: verdict.outcome,
        assurance: verdict.assurance,
        format: verdict.format,
        claims: kept(verdict.claims, purpose.keeps),
        form: { ...request.form, ...form },
        operator,
      },
      { about, ...this.#context(purpose) },
    );
    known.checkIn = written.entry;
    this.#parts.onRecorded();
    return { recorded: true, entry: written.entry, seq: written.seq, hash: written.hash, duplicates };
  }

  /** Takes a check-in back by an entry of its own. Throws unknown-entry, already-void. */
  void(request: { entry: string; reason: string }): Reply<'void'> {
    const { journal, operator } = this.#parts;
    const body = { reason: request.reason, operator };
    const context = this.#context(this.#purposeOf(request.entry));
    const written = journal.append('void', body, { about: request.entry, ...context });
    this.#parts.onRecorded();
    return { recorded: true, entry: written.entry };
  }

  /** Records that a guest has left, today unless another day is given; null takes that back. Throws unknown-entry, already-void, already-checked-out. */
  checkOut({ entry, left }: { entry: string; left?: string | null | undefined }): Reply<'check-out'> {
    const { journal, operator, now } = this.#parts;
    const day = left === undefined ? localDay(now()) : left;
    const context = this.#context(this.#purposeOf(entry));
    const written = journal.append('check-out', { left: day, operator }, { about: entry, ...context });
    this.#parts.onRecorded();
    return { recorded: true, entry: written.entry };
  }

  /** The whole document number; that it was looked at is journalled first. */
  reveal(request: { verdict: string }): Reply<'reveal'> {
    const { journal, purposes, operator } = this.#parts;
    const { verdict, entry } = this.#verdicts.get(request.verdict);
    const { documentNumber } = verdict.claims;
    if (documentNumber === undefined) {
      throw new VestibuleError('not-permitted', 'This document shows no number for this purpose.');
    }
    const body = { verdict: verdict.id, field: 'documentNumber', operator };
    const purpose = purposes.known(verdict.purpose) ?? purposes.selected;
    journal.append('reveal', body, { about: entry, ...this.#context(purpose) });
    this.#parts.onRecorded();
    return { documentNumber };
  }

  /** Where a person finds the record of a verdict: its check-in, if it was made since this start. */
  recordOf(verdict: string): string | undefined {
    return this.#verdicts.checkInOf(verdict);
  }

  /** Stores the authority's late answer beside what the screen said; the first outcome stays. */
  lateVerdict(verdictId: string, verdictEntry: string, answer: VerificationAnswer): string {
    const purpose = this.#purposeOf(verdictEntry);
    const body = {
      verdict: verdictId,
      outcome: answer.outcome,
      reason: answer.reason,
      claims: kept(answer.claims, purpose.keeps),
      answer: answer.answer,
    };
    const context = this.#context(purpose);
    return this.#parts.journal.append('late-verdict', body, { about: verdictEntry, ...context }).entry;
  }

  /** For what an entry was recorded; where that is not known any more, the selected one, which then keeps nothing new. */
  #purposeOf(entry: string): Purpose {
    const { journal, purposes } = this.#parts;
    const recorded = RecordedFor.safeParse(journal.entry(entry)?.body);
    const known = recorded.success ? purposes.known(recorded.data.purpose) : undefined;
    return known ?? { ...purposes.selected, keeps: [] };
  }

  #recordVerdict(
    verdict: Verdict,
    purpose: Purpose,
    { digest, sealed }: { digest: string; sealed: string | undefined },
  ): string {
    const { journal, trust, operator } = this.#parts;
    const reader = verdict.reader.id;
    if (verdict.outcome === 'refused') {
      const body = {
        verdict: verdict.id,
        presentation: verdict.presentation,
        format: verdict.format,
        reason: verdict.reason ?? 'unreadable',
        purpose: purpose.name,
        reader,
        digest,
        operator,
      };
      return journal.append('refusal', body, this.#context(purpose)).entry;
    }
    const body = {
      verdict: verdict.id,
      presentation: verdict.presentation,
      outcome: verdict.outcome,
      assurance: verdict.assurance,
      format: verdict.format,
      purpose: purpose.name,
      reader,
      issuer: verdict.issuer,
      checks: verdict.checks,
      claims: kept(verdict.claims, purpose.keeps),
      trustListVersion: trust().list?.version,
      digest,
      operator,
    };
    const awaiting = sealed && { awaiting: { verdict: verdict.id, sealed, presentedAt: verdict.at } };
    return journal.append('verdict', body, { ...this.#context(purpose), ...awaiting }).entry;
  }

  #context({ retention }: Purpose) {
    return { retention, clockOffset: this.#parts.authority.clockOffset() };
  }
}

const RecordedFor = z.object({ purpose: z.string() });

/** The claims that a purpose keeps: nothing else reaches the journal. */
function kept(claims: Claims, keeps: readonly ClaimName[]): Claims {
  return Claims.parse(
    Object.fromEntries(Object.entries(claims).filter(([name]) => keeps.includes(name as ClaimName))),
  );
}
