import type { GuardianRelationship, Relationship } from '../../shared/domain/party';
import { GuardianForm, type MemberForm } from '../../shared/domain/party-form';
import type { Verdict } from '../../shared/domain/verdict';
import { ageOn, personName } from '../components';
import type { Party } from '../counter';
import type { FactsDraft } from './report-draft';

/** Somebody who is not in the party. */
export const SOMEBODY_ELSE = 'somebody-else';

/** What the clerk has entered about one member; empty while nothing is chosen. */
export interface MemberDraft {
  /** What this person is to the head. */
  relationship: Relationship;
  /** The verdict of the guardian, or `SOMEBODY_ELSE`. */
  guardian: string;
  guardianName: string;
  /** What the guardian is to the child. */
  guardianIs: GuardianRelationship | '';
  reach: string;
  /** Nobody of age is in the party, and the guardian's written permission was seen. */
  permissionSeen: boolean;
  /** What the ministry asks beyond the document, where the purpose says so. */
  facts: FactsDraft;
}

export type MemberDrafts = Readonly<Record<string, Partial<MemberDraft>>>;

/** What is wrong with one member, as the keys of its sentences. */
export interface MemberFaults {
  match?: 'party.error-match';
  guardian?: 'party.error-guardian';
  guardianName?: 'party.error-guardian-name';
  guardianIs?: 'party.error-guardian-is';
  reach?: 'party.error-reach';
  permission?: 'party.error-permission';
}

/** Whether a guardian must be named: the document says so, or its birth date does. */
export function isMinor({ claims, at }: Verdict): boolean {
  const years = ageOn(claims.birthDate, new Date(at));
  return years === undefined ? claims.adult === false : years < 18;
}

/** The draft of one member, with what nobody has entered as it is most often: a child of the head, who came with the head. */
export function draftOf(party: Party, drafts: MemberDrafts, verdict: Verdict): MemberDraft {
  const head = party.members[0].verdict;
  const led = verdict.id !== head.id && !isMinor(head);
  const entered = drafts[verdict.id] ?? {};
  const there = party.members.some((member) => member.verdict.id === entered.guardian);
  const guardian = entered.guardian === SOMEBODY_ELSE || there ? entered.guardian : undefined;
  return {
    relationship: isMinor(verdict) ? 'child' : 'group',
    guardianName: '',
    guardianIs: '',
    reach: '',
    permissionSeen: false,
    facts: {},
    ...entered,
    guardian: guardian ?? (led ? head.id : guardians(party, verdict).length > 0 ? '' : SOMEBODY_ELSE),
  };
}

/** Whether nobody of age is in the party: then each brings a written permission. */
export function minorsAlone(party: Party): boolean {
  return party.members.every(({ verdict }) => isMinor(verdict));
}

/** Who of the party can answer for this minor. */
export function guardians(party: Party, minor: Verdict): Verdict[] {
  return party.members
    .map(({ verdict }) => verdict)
    .filter((verdict) => verdict.id !== minor.id && !isMinor(verdict) && personName(verdict.claims).name);
}

/** The members to send, or what is wrong with each of them, by verdict. */
export function checkedMembers(
  party: Party,
  drafts: MemberDrafts,
): { members: MemberForm[] } | { faults: Readonly<Record<string, MemberFaults>> } {
  const checked = membersOf(party, drafts);
  const wrong = checked.filter(({ faults }) => Object.keys(faults).length > 0);
  if (wrong.length === 0) return { members: checked.map(({ member }) => member) };
  return { faults: Object.fromEntries(wrong.map(({ member, faults }) => [member.verdict, faults])) };
}

/** Each member as far as it is entered, with what is wrong; in the order of the party. */
export function membersOf(
  party: Party,
  drafts: MemberDrafts,
): { verdict: Verdict; member: MemberForm; draft: MemberDraft; faults: MemberFaults }[] {
  return party.members.map(({ verdict, matchedAt }, place) => {
    const draft = draftOf(party, drafts, verdict);
    const faults: MemberFaults = matchedAt === null ? { match: 'party.error-match' } : {};
    const member: MemberForm = { verdict: verdict.id };
    if (place > 0) member.relationship = draft.relationship;
    if (isMinor(verdict)) {
      const asked = checkedGuardian(party, draft);
      if ('guardian' in asked) member.guardian = asked.guardian;
      else Object.assign(faults, asked.faults);
    }
    return { verdict, member, draft, faults };
  });
}

function checkedGuardian(
  party: Party,
  draft: MemberDraft,
): { guardian: GuardianForm } | { faults: MemberFaults } {
  const { guardian, guardianName, guardianIs, reach } = draft;
  const inParty = party.members.some(({ verdict }) => verdict.id === guardian);
  const who = inParty ? { verdict: guardian } : { name: guardianName };
  const alone = minorsAlone(party);
  const seen = alone && draft.permissionSeen && { permissionSeen: true };
  const parsed = GuardianForm.safeParse({ ...who, relationship: guardianIs, reach, ...seen });
  if (parsed.success && guardian !== '' && (seen || !alone)) return { guardian: parsed.data };
  const { name, relationship, reach: reachable } = GuardianForm.shape;
  const faults: MemberFaults = {};
  if (guardian === '') faults.guardian = 'party.error-guardian';
  else if (!inParty && !name.safeParse(guardianName).success)
    faults.guardianName = 'party.error-guardian-name';
  if (!relationship.safeParse(guardianIs).success) faults.guardianIs = 'party.error-guardian-is';
  if (!reachable.safeParse(reach).success) faults.reach = 'party.error-reach';
  if (alone && !seen) faults.permission = 'party.error-permission';
  return { faults };
}
