import { randomUUID } from 'node:crypto';
import type { Reply } from '../../shared/contract/calls';
import { VestibuleError } from '../../shared/domain/error';
import type { Presentation, PresentationContent } from '../../shared/domain/presentation';
import type { Purpose } from '../../shared/domain/purpose';
import type { Verdict } from '../../shared/domain/verdict';
import type { VerificationAnswer, VerificationQuestion } from '../../shared/domain/verification';
import type { Journal } from '../journal/journal';
import type { TrustView } from '../trust/trust-view';
import { judge } from '../verification/judge';
import { type RecentVerdicts, maskedVerdict } from './recent-verdicts';
import type { SitePurposes } from './site-purposes';
import { refusalBody, verdictBody } from './verdict-body';
import type { WalletFound } from './wallet-desk';
import { walletVerdict } from './wallet-verdict';

interface PresentationParts {
  journal: Journal;
  /** The authority that verifies what only it can; what cannot be asked now is sealed for later. */
  authority: {
    ask(question: VerificationQuestion): Promise<VerificationAnswer>;
    seal(question: VerificationQuestion, verdict: string): Promise<string>;
    clockOffset(): number | null;
  };
  purposes: SitePurposes;
  mode: 'training' | 'live';
  verdicts: RecentVerdicts;
  /** The id of whoever works here now. */
  operator(): string;
  trust(): TrustView;
  now(): Date;
  /** Milliseconds of a monotonic clock, with a fraction. */
  monotonic(): number;
  /** Something was written: the queue may move, the screens may change. */
  onRecorded(): void;
}

/** What is presented at the counter: judged, journalled, and looked at by the clerk. Each answer comes after its entry is durable. */
export class Presentations {
  readonly #parts: PresentationParts;
  readonly #verdicts: RecentVerdicts;

  constructor(parts: PresentationParts) {
    this.#parts = parts;
    this.#verdicts = parts.verdicts;
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
    // Whoever works here when the answer comes may be somebody else.
    const operator = this.#parts.operator();
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
    const entry = this.#record(verdict, purpose, { digest, sealed, operator });
    this.#verdicts.remember({ verdict, entry, digest });
    onRecorded();
    return maskedVerdict(verdict);
  }

  /** Journals what a wallet showed through the authority, once the number was compared; the verdict comes back masked. */
  presentWallet(shown: WalletFound): Verdict {
    const { journal, mode, now, onRecorded } = this.#parts;
    const verdict = walletVerdict(shown, mode, now());
    const digest = journal.digestOf(Buffer.from(shown.found.request));
    const facts = { digest, sealed: undefined, operator: this.#parts.operator() };
    const entry = this.#record(verdict, shown.purpose, facts);
    this.#verdicts.remember({ verdict, entry, digest });
    onRecorded();
    return maskedVerdict(verdict);
  }

  /**
   * The clerk saw that the document is somebody else's: a refusal about the verdict, which records nobody any more.
   * Comes back without claims. Throws unknown-verdict, verdict-refused, not-permitted; bad-request once it is recorded, and
   * while its question waits.
   */
  differs(id: string): Verdict {
    const { journal, purposes, onRecorded } = this.#parts;
    const purpose = purposes.enabledAs(this.#verdicts.get(id).verdict.purpose);
    const known = this.#verdicts.recordable(id, purpose);
    if (known.checkIn !== undefined) {
      throw new VestibuleError('bad-request', 'It is recorded: take the record back.');
    }
    if (known.verdict.outcome === 'unverified-queued') {
      throw new VestibuleError('bad-request', 'Nobody is known yet: there is nothing to compare with.');
    }
    const { assurance: _vouched, ...judged } = known.verdict;
    const verdict: Verdict = {
      ...judged,
      outcome: 'refused',
      reason: 'person-differs',
      checks: [...judged.checks, { name: 'person-matches', ok: false }],
      claims: {},
    };
    const body = refusalBody(verdict, { ...known, operator: this.#parts.operator() });
    journal.append('refusal', body, { about: known.entry, ...this.#context(purpose) });
    known.verdict = verdict;
    onRecorded();
    return verdict;
  }

  /** The whole document number; that it was looked at is journalled first. */
  reveal(request: { verdict: string }): Reply<'reveal'> {
    const { journal, purposes, operator } = this.#parts;
    const { verdict, entry } = this.#verdicts.get(request.verdict);
    const { documentNumber } = verdict.claims;
    if (documentNumber === undefined) {
      throw new VestibuleError('not-permitted', 'This document shows no number for this purpose.');
    }
    const body = { verdict: verdict.id, field: 'documentNumber', operator: operator() };
    const purpose = purposes.known(verdict.purpose) ?? purposes.selected;
    journal.append('reveal', body, { about: entry, ...this.#context(purpose) });
    this.#parts.onRecorded();
    return { documentNumber };
  }

  #record(
    verdict: Verdict,
    purpose: Purpose,
    { digest, sealed, operator }: { digest: string; sealed: string | undefined; operator: string },
  ): string {
    const { journal, trust } = this.#parts;
    const facts = { digest, operator, trustListVersion: trust().list?.version };
    const context = this.#context(purpose);
    if (verdict.outcome === 'refused')
      return journal.append('refusal', refusalBody(verdict, facts), context).entry;
    const awaiting = sealed && { awaiting: { verdict: verdict.id, sealed, presentedAt: verdict.at } };
    return journal.append('verdict', verdictBody(verdict, purpose, facts), { ...context, ...awaiting }).entry;
  }

  #context({ retention }: Purpose) {
    return { retention, clockOffset: this.#parts.authority.clockOffset() };
  }
}
