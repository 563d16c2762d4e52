import { randomUUID } from 'node:crypto';
import type { Consented } from '../../shared/domain/consent';
import { VestibuleError } from '../../shared/domain/error';
import type { Purpose } from '../../shared/domain/purpose';
import { type Answered, consentTextOf } from './consents';
import type { CustomerDisplay } from './customer-display';

interface ConsentDeskParts {
  customer: Pick<CustomerDisplay, 'ask' | 'answered' | 'unask'>;
  /** For which purpose this verdict was judged. Throws unknown-verdict, not-permitted. */
  purposeOf(verdict: string): Purpose;
  /** Journals an answer about a verdict. */
  record(verdict: string, answered: Answered): Consented;
  /** The customer answered: the staff's windows are told. */
  heard(verdict: string, consented: Consented): void;
}

/** Asks one customer at a time, on their own display, whether they agree to the text of a purpose. */
export class ConsentDesk {
  #asked: { id: string; verdict: string } | undefined;

  constructor(private readonly parts: ConsentDeskParts) {}

  /** Throws unknown-verdict, not-permitted (a purpose without a text, or whose text the teller alone shows). */
  ask(verdict: string): void {
    const { customer, purposeOf } = this.parts;
    const purpose = purposeOf(verdict);
    const { shownBy, ...text } = consentTextOf(purpose);
    if (!shownBy.includes('customer-display'))
      throw new VestibuleError('not-permitted', 'For this purpose the teller shows the text.');
    const { title, keeps, retention } = purpose;
    this.#asked = { id: randomUUID(), verdict };
    customer.ask({ asked: this.#asked.id, title, keeps, days: retention.days, text });
  }

  /** Takes the question back; nothing where nobody is asked. */
  cancel(): void {
    if (!this.#asked) return;
    this.#asked = undefined;
    this.parts.customer.unask();
  }

  /** Throws bad-request where this is not what is asked now, and what the record of it throws. */
  answer({ asked, given, language }: { asked: string; given: boolean; language: string }): void {
    const open = this.#asked;
    if (open?.id !== asked) throw new VestibuleError('bad-request', 'Nobody is asked this any more.');
    const answer = given ? ('given' as const) : ('declined' as const);
    const consented = this.parts.record(open.verdict, { language, answer, shownBy: 'customer-display' });
    this.#asked = undefined;
    this.parts.customer.answered(given);
    this.parts.heard(open.verdict, consented);
  }
}
