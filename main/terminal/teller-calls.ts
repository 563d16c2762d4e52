import type { HandlersOf } from '../../shared/contract/calls';
import type { EventMessage } from '../../shared/contract/events';
import type { tellerCalls as calls } from '../../shared/contract/teller-calls';
import { LegalBasis } from '../../shared/domain/consent';
import { VestibuleError } from '../../shared/domain/error';
import { ConsentDesk } from './consent-desk';
import type { Core } from './core';
import type { CustomerDisplay } from './customer-display';
import { customerEntry, receiptPage } from './receipt-page';
import type { SitePurposes } from './site-purposes';

/** How long the record of a look at personal data is kept. */
const REVEAL_RETENTION = { class: 'journal', days: 3_650 };

interface TellerParts {
  /** Throws while nothing may be recorded. */
  recording(): Core;
  working(): Core;
  purposes: SitePurposes;
  customer: CustomerDisplay;
  emit(message: EventMessage): void;
  changed(): void;
}

/** Answers what a teller's counter asks, and the customer's own display beside it. */
export function createTellerCalls(parts: TellerParts): HandlersOf<keyof typeof calls> {
  const { recording, working, purposes, customer, emit, changed } = parts;
  const consents = new ConsentDesk({
    customer,
    purposeOf: (verdict) => recording().desk.judgedFor(verdict),
    record: (verdict, answered) => recording().desk.consent(verdict, answered),
    heard: (verdict, consented) => emit({ event: 'consent', payload: { ...consented, verdict } }),
  });
  /** That somebody looks at this record is journalled before they do. */
  const looked = (entry: string, field: string): Core => {
    const core = working();
    customerEntry(core.journal, entry);
    const body = { field, operator: core.operator };
    core.journal.append('reveal', body, { about: entry, retention: REVEAL_RETENTION });
    core.delivery.nudge();
    changed();
    return core;
  };
  return {
    'teller.terms': ({ purpose }) => {
      const { legalBases = LegalBasis.options, consent } = purposes.enabledAs(purpose);
      const counting = legalBases.filter((basis) => basis !== 'consent' || consent);
      return { legalBases: counting, ...(consent && { consent }) };
    },
    'consent.ask': ({ verdict }) => {
      consents.ask(verdict);
      return {};
    },
    'consent.cancel': () => {
      consents.cancel();
      return {};
    },
    'consent.record': ({ verdict, language, answer }) => {
      const consented = recording().desk.consent(verdict, { language, answer, shownBy: 'operator' });
      consents.cancel();
      return consented;
    },
    'consent.withdraw': ({ entry }) => recording().desk.withdraw(entry),
    'customer.consent': (answer) => {
      consents.answer(answer);
      return {};
    },
    'teller.receipt': async ({ entry }) => {
      const core = looked(entry, 'receipt');
      const receipt = await core.receiptOf(entry);
      if (receipt) return receipt;
      throw new VestibuleError('unknown-entry', 'There is no such entry, or it was erased.');
    },
    'teller.receipt-page': ({ entry }) => {
      const { journal, enrolment } = looked(entry, 'receipt-page');
      return receiptPage(journal, entry, {
        site: enrolment.site.name,
        titleOf: (purpose) => purposes.known(purpose)?.title ?? { en: purpose },
      });
    },
  };
}
