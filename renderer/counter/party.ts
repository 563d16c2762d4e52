import { MOST_MEMBERS } from '../../shared/domain/party-form';
import type { Verdict } from '../../shared/domain/verdict';

/** One person of the form. `matchedAt` is null until the clerk has said that person and document match. */
export interface Member {
  readonly verdict: Verdict;
  readonly matchedAt: Date | null;
}

/** The people of one check-in, the head first. */
export interface Party {
  /** Names the form, whoever joins or leaves. */
  readonly id: string;
  readonly members: readonly [Member, ...Member[]];
  /** What was read meanwhile and did not join, and why. */
  readonly leftOut: { readonly verdict: Verdict; readonly why: 'refused' | 'already-there' | 'full' } | null;
}

/** A party of the one whose verdict the clerk has just confirmed. */
export function partyOf(verdict: Verdict, matchedAt: Date): Party {
  return { id: verdict.id, members: [{ verdict, matchedAt }], leftOut: null };
}

/** Whoever is presented while the form is open joins it, still to be compared; a refused document does not. */
export function joined(party: Party, verdict: Verdict): Party {
  if (party.members.some((member) => member.verdict.id === verdict.id)) return party;
  if (verdict.outcome === 'refused') return { ...party, leftOut: { verdict, why: 'refused' } };
  if (party.members.some((member) => isSamePerson(member.verdict, verdict)))
    return { ...party, leftOut: { verdict, why: 'already-there' } };
  if (party.members.length >= MOST_MEMBERS) return { ...party, leftOut: { verdict, why: 'full' } };
  return { ...party, members: [...party.members, { verdict, matchedAt: null }], leftOut: null };
}

/**
 * The chip of a document has said what its printed lines alone could not: whoever they brought into the party stands
 * there by the chip, to be compared anew, and leaves where it is refused. Null where nobody is left.
 */
export function vouchedFor(party: Party, printed: string, verdict: Verdict): Party | null {
  const [head, ...others] = party.members;
  if (!party.members.some((member) => member.verdict.id === printed)) return joined(party, verdict);
  if (verdict.outcome === 'refused') {
    const rest = without(party, printed);
    return rest && { ...rest, leftOut: { verdict, why: 'refused' } };
  }
  const replace = (member: Member): Member =>
    member.verdict.id === printed ? { verdict, matchedAt: null } : member;
  return { ...party, members: [replace(head), ...others.map(replace)], leftOut: null };
}

/** The clerk has compared this person with their document. */
export function matched(party: Party, verdict: string, at: Date): Party {
  const [head, ...others] = party.members;
  const match = (member: Member) => (member.verdict.id === verdict ? { ...member, matchedAt: at } : member);
  return { ...party, members: [match(head), ...others.map(match)], leftOut: null };
}

/** Without this person; whoever comes next is the head then. Null where nobody is left. */
export function without(party: Party, verdict: string): Party | null {
  const [head, ...others] = party.members.filter((member) => member.verdict.id !== verdict);
  return head ? { ...party, members: [head, ...others], leftOut: null } : null;
}

/** With this person as its head. */
export function headedBy(party: Party, verdict: string): Party {
  const head = party.members.find((member) => member.verdict.id === verdict);
  if (!head) return party;
  return { ...party, members: [head, ...party.members.filter((member) => member !== head)] };
}

/** The one that the clerk still has to compare with their document, the newest first. */
export function unmatched(party: Party): Member | undefined {
  return party.members.findLast((member) => member.matchedAt === null);
}

/** The masked numbers, names and birth dates are all that a window knows; two documents without any of them are two people. */
function isSamePerson({ claims: one }: Verdict, { claims: other }: Verdict): boolean {
  const facts = ['documentNumber', 'fullName', 'givenName', 'familyName', 'birthDate'] as const;
  const known = facts.filter((fact) => one[fact] !== undefined);
  return known.length >= 2 && facts.every((fact) => one[fact] === other[fact]);
}
