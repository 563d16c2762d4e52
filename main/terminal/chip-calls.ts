import type { chipCalls } from '../../shared/contract/chip-calls';
import type { HandlersOf } from '../../shared/contract/calls';
import { zoneDate } from '../credentials/emrtd';
import { checkLines } from '../credentials/mrz/check-lines';
import type { ChipDesk } from './chip-desk';

/** The calls about the chip of a document. */
export function chipHandlers(chips: ChipDesk): HandlersOf<keyof typeof chipCalls> {
  return {
    'chip.read': () => chips.state,
    'chip.open': (typed) => {
      if ('can' in typed) chips.open({ can: typed.can });
      else {
        const { documentNumber, birthDate, expiryDate } = typed;
        chips.open({
          mrz: {
            documentNumber: documentNumber.toUpperCase().replace(/<+$/, ''),
            birthDate: zoneDate(birthDate),
            expiryDate: zoneDate(expiryDate),
          },
        });
      }
      return {};
    },
    'chip.retry': () => {
      chips.retry();
      return {};
    },
    'chip.cancel': () => {
      chips.forget();
      return {};
    },
    'chip.check-lines': ({ text }) => checkLines(text),
  };
}
