import { numberTail } from '../../shared/domain/masked';
import { type CheckIn, placeOf } from './guest-reader';
import { guestName } from './guest-name';
import { compact, folded, nameWords, soughtWords } from './search-words';

/** Whether a search term is part of the name, begins the room, or is the document number or its tail. */
export function fitsPartly(checkIn: CheckIn, term: string): boolean {
  const { claims, form } = checkIn;
  return (
    [guestName(claims), claims.latinName, claims.secondFullName].some((name) =>
      folded(name ?? '').includes(term),
    ) ||
    compact(placeOf(form)).startsWith(compact(term)) ||
    isNumber(checkIn, compact(term))
  );
}

/** Whether a search term is made of whole words of the name, or is the room, the document number or its tail. */
export function fitsWhole(checkIn: CheckIn, term: string): boolean {
  const words = nameWordsOf(checkIn.claims);
  const sought = soughtWords(term);
  return (
    (sought.length > 0 && sought.every((word) => words.includes(word))) ||
    compact(placeOf(checkIn.form)) === compact(term) ||
    isNumber(checkIn, compact(term))
  );
}

/** Every word that a person's names give to the index. */
export function nameWordsOf(claims: CheckIn['claims']): string[] {
  const { fullName, givenName, middleName, familyName, latinName, secondFullName } = claims;
  const names = [fullName, givenName, middleName, familyName, latinName, secondFullName];
  return [...new Set(names.flatMap((name) => (name === undefined ? [] : nameWords(name))))];
}

function isNumber({ claims }: CheckIn, exact: string): boolean {
  const number = compact(claims.documentNumber ?? '');
  return number === exact || numberTail(number) === exact;
}
