import { VestibuleError } from '../../shared/domain/error';
import type { Claims } from '../../shared/domain/claims';
import { nameWordsOf } from './guest-fit';
import { personOf } from './guest-index';
import { compact, nameWords, soughtWords } from './search-words';

/** One entry as the search for a person sees it. */
export interface PersonalEntry {
  position: number;
  id: string;
  about: string | null;
  /** The verdict it belongs to, by the verdict's own id, and the keyed digest of what was presented. */
  verdict?: string;
  digest?: string;
  claims?: Claims;
  /** Entries of several people that it speaks of: it is theirs, too, and ties none of them to another. */
  mentions?: readonly string[];
}

/**
 * The positions of every entry of one person: those whose claims carry the document number or all the words of
 * the name, and those that belong to the same verdict, are about one of them, or came from the same document.
 * `entries` is read again until nothing more is found. Throws bad-request where the query fits several people.
 */
export function entriesOfPerson(query: string, entries: () => Iterable<PersonalEntry>): Set<number> {
  const fits = fitting(query);
  const found = new Set<number>();
  const known = new Set<string>();
  const people = new People();
  const join = (entry: PersonalEntry) => {
    found.add(entry.position);
    if (!entry.mentions) for (const mark of marksOf(entry)) known.add(mark);
  };

  for (const entry of entries()) {
    if (!entry.claims || !fits(entry.claims)) continue;
    people.add(entry.claims);
    join(entry);
  }
  if (people.count > 1) {
    throw new VestibuleError(
      'bad-request',
      `This fits ${people.count} people. Give the whole document number of the one who is meant.`,
    );
  }
  for (let before = 0; found.size > before;) {
    before = found.size;
    for (const entry of entries()) {
      if (!found.has(entry.position) && marksOf(entry).some((mark) => known.has(mark))) join(entry);
    }
  }
  return found;
}

/** What ties entries together. An entry and what is about it carry the same id. */
function marksOf({ id, about, verdict, digest, mentions = [] }: PersonalEntry): string[] {
  const marks = [id, ...mentions].map((entry) => `entry ${entry}`);
  if (about !== null) marks.push(`entry ${about}`);
  if (verdict !== undefined) marks.push(`verdict ${verdict}`);
  if (digest !== undefined) marks.push(`digest ${digest}`);
  return marks;
}

function fitting(query: string): (claims: Claims) => boolean {
  const number = compact(query);
  const words = [...new Set(query.split(/\s+/u).flatMap(soughtWords))];
  if (number === '')
    throw new VestibuleError('bad-request', 'Say who is meant: a document number or a name.');
  return (claims) => {
    if (compact(claims.documentNumber ?? '') === number) return true;
    const names = nameWordsOf(claims);
    return words.length > 0 && words.every((word) => names.includes(word));
  };
}

/** How many different people claims speak of: the same number, or the same name and birth date, is the same person. */
class People {
  #groups: Set<string>[] = [];

  get count(): number {
    return this.#groups.length;
  }

  add(claims: Claims): void {
    const keys = keysOf(claims);
    const same = this.#groups.filter((group) => keys.some((key) => group.has(key)));
    const others = this.#groups.filter((group) => !same.includes(group));
    this.#groups = [...others, new Set([...keys, ...same.flatMap((group) => [...group])])];
  }
}

function keysOf(claims: Claims): string[] {
  const number = compact(claims.documentNumber ?? '');
  const person = personOf(claims);
  const keys = [...(number ? [`number ${number}`] : []), ...(person ? [`person ${person}`] : [])];
  if (keys.length > 0) return keys;
  const name = claims.fullName ?? claims.latinName ?? `${claims.givenName ?? ''} ${claims.familyName ?? ''}`;
  return [`name ${nameWords(name).toSorted().join(' ')}`];
}
