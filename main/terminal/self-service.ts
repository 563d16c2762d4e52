import type { SelfServiceForm } from '../../shared/contract/self-service-calls';
import type { SelfServiceView } from '../../shared/contract/self-service-view';
import { VestibuleError } from '../../shared/domain/error';
import type { Presentation, PresentationContent } from '../../shared/domain/presentation';
import type { Purpose } from '../../shared/domain/purpose';
import type { Verdict } from '../../shared/domain/verdict';
import type { WalletRequest } from '../../shared/domain/wallet-request';
import { selfServiceStay } from './self-service-stay';
import type { Core } from './core';

type Place = Pick<SelfServiceView, 'site' | 'training' | 'purpose'>;
/** A step without what is the same in each. */
type Step = SelfServiceView extends infer View
  ? View extends unknown
    ? Omit<View, keyof Place>
    : never
  : never;

interface SelfServiceParts {
  /** The core of a terminal that may record now, with nobody of the staff at it; else undefined. */
  free(): Pick<Core, 'presentations' | 'desk' | 'wallets' | 'elsewhere'> | undefined;
  /** The purpose, where the site uses it and it may be served without staff; else undefined. */
  purpose(): Purpose | undefined;
  place(): Pick<Place, 'site' | 'training'>;
  takes(): Extract<SelfServiceView, { show: 'welcome' }>['takes'];
  /** Judges what was shown for this purpose, and journals it. */
  judge(reader: Presentation['reader'], content: PresentationContent, symbology?: string): Promise<Verdict>;
  /** Today, as a local calendar day. */
  today(): string;
  tell(view: SelfServiceView): void;
}

/** How often a number is mistyped before it is taken for another one. */
const NUMBER_TRIES = 3;

/**
 * Somebody who serves themselves, one at a time, by the same calls and into the same journal as at the desk. Only green
 * goes on, and only what the purpose permits unattended: everything else is for a person at the desk, who is told why
 * by the journal; the public screen is not.
 */
export class SelfService {
  #step: Step = WELCOME;
  /** Counts whoever begins: what was asked for somebody who has gone is not shown to the next one. */
  #turn = 0;
  #verdict: string | undefined;
  #misses = 0;
  /** In which the text was agreed to. */
  #language = 'en';
  #told = '';

  constructor(private readonly parts: SelfServiceParts) {}

  read(): SelfServiceView {
    const { purpose, free, place, takes } = this.parts;
    const own = purpose();
    const where = { ...place(), purpose: { name: own?.name ?? '', title: own?.title ?? { en: '' } } };
    if (!own || !free()) return { show: 'closed', ...where };
    return { ...this.#step, ...where, ...(this.#step.show === 'welcome' && { takes: takes() }) };
  }

  /** Something around it changed: a reader, the authority, whether anything can be recorded. */
  look(): void {
    const view = this.read();
    if (view.show === 'closed') this.#begin(WELCOME);
    else this.#tell(view);
  }

  /** A document, a card or a code. While somebody is asked or fills in the form it is left unread: one person at a time. */
  async present(
    reader: Presentation['reader'],
    content: PresentationContent,
    symbology?: string,
  ): Promise<void> {
    const { free, purpose, judge } = this.parts;
    if (!free() || !purpose() || BUSY.has(this.#step.show)) return;
    this.#endWallet();
    const turn = this.#begin({ show: 'looking' });
    try {
      const verdict = await judge(reader, content, symbology);
      if (turn === this.#turn) this.#judged(verdict);
    } catch (thrown) {
      this.#stranded(thrown, turn);
    }
  }

  /** Something that is for a person: a chip that has to be opened, say. */
  toDesk(): void {
    this.#endWallet();
    this.#begin({ show: 'desk' });
  }

  async askWallet(): Promise<void> {
    const { core, purpose } = this.#open();
    const turn = this.#begin({ show: 'looking' });
    try {
      await core.wallets.ask(purpose);
      if (turn !== this.#turn) core.wallets.cancel();
    } catch (thrown) {
      this.#stranded(thrown, turn);
    }
  }

  /** How the request to a wallet goes on; null: it was put away. */
  wallet(request: WalletRequest | null): void {
    if (!request) return void (this.#step.show === 'wallet' && this.#begin(WELCOME));
    const { number: _number, purpose: _purpose, ...shown } = request;
    this.#show({ show: 'wallet', request: shown, wrong: this.#misses > 0 });
  }

  /**
   * The person typed what their phone shows. This screen never shows that number: whoever types it holds the phone
   * that answered. Throws bad-request when no wallet has answered.
   */
  typedNumber(number: string): void {
    const { core } = this.#open();
    const request = core.wallets.read();
    if (request?.state !== 'compare') throw new VestibuleError('bad-request', 'No wallet has answered.');
    const same = request.number === number;
    if (!same && (this.#misses += 1) < NUMBER_TRIES) return this.wallet(request);
    const turn = this.#begin({ show: 'looking' });
    try {
      this.#judged(core.presentations.presentWallet(core.wallets.compared(same)));
    } catch (thrown) {
      this.#stranded(thrown, turn);
    }
  }

  /** Records the person whose document was green. Throws bad-request where the form is not filled in. */
  async record(form: SelfServiceForm): Promise<void> {
    const { core, purpose } = this.#open();
    const verdict = this.#verdict;
    if (verdict === undefined || this.#step.show !== 'form')
      throw new VestibuleError('bad-request', 'Nobody has shown a document.');
    const write = this.#writing(core, purpose, verdict, form);
    const turn = this.#begin({ show: 'looking' });
    try {
      const done = await write();
      if (turn === this.#turn) this.#show({ show: done ? 'recorded' : 'desk' });
    } catch (thrown) {
      this.#stranded(thrown, turn);
    }
  }

  /**
   * What writes the record; false where the desk has to look first: an earlier stay of the same person, here or at
   * another desk. Throws bad-request, naming the fields that are wrong.
   */
  #writing(
    { desk, elsewhere }: Pick<Core, 'desk' | 'elsewhere'>,
    purpose: Purpose,
    verdict: string,
    form: SelfServiceForm,
  ): () => Promise<boolean> {
    if (purpose.form === 'stay') {
      const stay = selfServiceStay(form, this.parts.today(), purpose.unattended?.mostNights ?? 0);
      const party = { stay, members: [{ verdict }], despite: [] };
      return async () =>
        'recorded' in desk.checkInParty(party, await elsewhere.of(desk.claimsOf(party), stay));
    }
    const { reference } = form;
    if (reference === undefined) throw new VestibuleError('bad-request', 'Bad request: form.reference.');
    const { consent, name } = purpose;
    const ground = purpose.form === 'customer' && {
      legalBasis: consent ? 'consent' : purpose.legalBases?.[0],
      ...(consent && { consent: { version: consent.version, language: this.#language } }),
    };
    const whole = { reference, ...ground };
    return async () => desk.checkIn({ verdict, purpose: name, form: whole }, { unattended: true }).recorded;
  }

  /** The person answered the purpose's text. Journalled; without their word nothing is recorded. */
  consent({ given, language }: { given: boolean; language: string }): void {
    const { core, purpose } = this.#open();
    const verdict = this.#verdict;
    if (verdict === undefined || this.#step.show !== 'consent')
      throw new VestibuleError('bad-request', 'Nobody is asked now.');
    const answer = given ? 'given' : 'declined';
    core.desk.consent(verdict, { language, answer, shownBy: 'customer-display' });
    this.#language = language;
    if (given) this.#show(formOf(purpose));
    else this.toDesk();
  }

  /** Nothing of the person stays. */
  clear(): void {
    this.#endWallet();
    this.#begin(WELCOME);
  }

  /** Whatever went wrong, the person is sent to the desk. What the house cannot explain goes on to whoever asked. */
  #stranded(thrown: unknown, turn: number): void {
    if (turn === this.#turn) this.toDesk();
    if (!(thrown instanceof VestibuleError)) throw thrown;
  }

  #judged(verdict: Verdict): void {
    const { purpose } = this.parts;
    const own = purpose();
    if (!own?.unattended || !goesOn(own, verdict)) return this.#show({ show: 'desk' });
    this.#verdict = verdict.id;
    const { consent, title, keeps, retention } = own;
    if (!consent) return this.#show(formOf(own));
    const { shownBy: _shownBy, ...text } = consent;
    this.#show({ show: 'consent', title, keeps, days: retention.days, text });
  }

  /** Throws not-permitted where staff work, or this purpose is not served here. */
  #open() {
    const core = this.parts.free();
    const purpose = this.parts.purpose();
    if (core && purpose) return { core, purpose };
    throw new VestibuleError('not-permitted', 'Nobody can serve themselves here now.');
  }

  #endWallet(): void {
    if (this.#step.show !== 'wallet') return;
    this.#step = { show: 'looking' };
    this.parts.free()?.wallets.cancel();
  }

  #begin(step: Step): number {
    this.#verdict = undefined;
    this.#misses = 0;
    this.#turn += 1;
    this.#show(step);
    return this.#turn;
  }

  #show(step: Step): void {
    this.#step = step;
    this.#tell(this.read());
  }

  #tell(view: SelfServiceView): void {
    const now = JSON.stringify(view);
    if (now === this.#told) return;
    this.#told = now;
    this.parts.tell(view);
  }
}

/** Steps during which nothing else is read. */
const BUSY: ReadonlySet<Step['show']> = new Set(['looking', 'consent', 'form']);

function formOf({ form, unattended }: Purpose): Step {
  return { show: 'form', form, mostNights: unattended?.mostNights ?? 1 };
}

/** What can be shown is looked up each time it is read. */
const WELCOME: Step = { show: 'welcome', takes: [] };

/** Only green, of a format that the purpose takes unattended; a child is checked in with its guardian, by a person. */
function goesOn({ form, unattended }: Purpose, { outcome, format, claims }: Verdict): boolean {
  const isTaken = format !== undefined && unattended?.accepts.includes(format);
  return outcome === 'verified' && isTaken === true && !(form === 'stay' && claims.adult === false);
}
