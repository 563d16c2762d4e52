import type { Check } from '../../../shared/domain/verdict';
import { Refusal } from '../../crypto/refusal';
import type { Credential, Format } from '../format';
import { hasValidCheckDigit } from './check-digit';
import type { Layout } from './layout';
import type { PortraitDecoder } from './portrait-decoder';
import { readRecord } from './record';

interface ResidentCard extends Credential {
  readonly layout: Layout;
  readonly number: string;
  readonly samId: string;
}

/**
 * The resident ID card and its variants for Hong Kong, Macao, Taiwan and for foreign permanent residents, read
 * through the reader's security module (FORMATS 3). The module has authenticated the card; what is checked here is
 * that this module may attest, and that the number is whole.
 */
export function residentCard(decodePortrait?: PortraitDecoder): Format<ResidentCard> {
  return {
    name: 'resident-card',

    recognise({ card }) {
      return card !== undefined;
    },

    decode({ card }) {
      if (card === undefined) throw new Refusal('malformed', 'a card is read by a card reader');
      const { layout, number, claims, validity } = readRecord(card.record, card.address);
      const portrait = decodePortrait?.(card.photo);
      return {
        layout,
        number,
        validity,
        samId: card.samId,
        claims: portrait ? { ...claims, portrait } : claims,
      };
    },

    verify({ layout, number, samId }, { sams }) {
      const isTrusted = sams.includes(samId);
      const digits = checkDigits(layout, number);
      const checks: Check[] = [
        { name: 'security-module', ok: isTrusted },
        { name: 'check-digits', ok: digits },
      ];
      if (!isTrusted) return { refused: 'untrusted-issuer', checks };
      if (digits === false) return { refused: 'malformed', checks };
      return { assurance: 'reader-attested', checks };
    },
  };
}

/** The 15-character number of 2017 has no public check digit: nobody can tell, its shape aside. */
function checkDigits(layout: Layout, number: string): boolean | null {
  if (layout === 'foreigner-2017') return /^[A-Z]{3}\d{12}$/.test(number) ? null : false;
  return hasValidCheckDigit(number);
}
