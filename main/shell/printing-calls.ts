import type { HandlersOf } from '../../shared/contract/calls';
import type { registrationShellCalls } from '../../shared/contract/registration-calls';
import type { tellerShellCalls } from '../../shared/contract/teller-calls';
import { pagePrinter } from './page-printer';

type Calls = keyof typeof registrationShellCalls | keyof typeof tellerShellCalls;

/** What is printed or saved on paper: registration cards of guests, receipts of customers. */
export function createPrintingCalls(parts: Parameters<typeof pagePrinter>[0]): HandlersOf<Calls> {
  const print = pagePrinter(parts);
  return {
    'registration.print': ({ entries, to, size, language }) =>
      print({
        name: 'registration-card',
        query: { entries: entries.join(','), language, size },
        to,
        size,
        file: 'registration-card.pdf',
      }),
    'teller.print': ({ entry, to, language }) =>
      print({
        name: 'receipt',
        query: { entry, language },
        to,
        size: 'A4',
        file: `vestibule-receipt-${entry.slice(0, 8)}.pdf`,
      }),
  };
}
