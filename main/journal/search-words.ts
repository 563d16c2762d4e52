/**
 * How names, rooms and numbers are compared: without letter case, accents and width. Two Chinese characters in
 * a row are a word, and so is the first one alone, which is the family name; other scripts split at spaces.
 */
export function folded(text: string): string {
  // In what a keyboard of Latin letters writes there is nothing but letter case to fold.
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replaceAll(LATIN_ACCENTS, '').normalize('NFC').toLowerCase();
}

/** A room or a number as it is compared: letters and digits alone. */
export function compact(text: string): string {
  return folded(text).replaceAll(NOT_ALPHANUMERIC, '');
}

/** The parts of a query; each of them must be found. */
export function searchTerms(search: string): string[] {
  return [...new Set(folded(search).split(/\s+/u))].filter((term) => compact(term) !== '');
}

/** The words under which a name is filed. */
export function nameWords(name: string): string[] {
  return [...new Set(runs(name).flatMap((run) => (HAN.test(run) ? [first(run), ...pairs(run)] : [run])))];
}

/** The words that must all be on file for a name to match a search term. */
export function soughtWords(term: string): string[] {
  return [
    ...new Set(runs(term).flatMap((run) => (HAN.test(run) && run !== first(run) ? pairs(run) : [run]))),
  ];
}

// oxlint-disable-next-line no-control-regex -- the whole of ASCII is meant
const ASCII = /^[\0-\x7f]*$/;
const LATIN_ACCENTS = /[\u0300-\u036f]/gu;
const NOT_ALPHANUMERIC = /[^\p{L}\p{M}\p{N}]/gu;
const HAN = /^\p{Script=Han}/u;
const RUNS = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu;

function runs(text: string): string[] {
  return folded(text).match(RUNS) ?? [];
}

function first(run: string): string {
  return [...run][0] ?? '';
}

function pairs(run: string): string[] {
  const characters = [...run];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
