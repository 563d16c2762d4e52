import type { GuardianRelationship, Relationship } from '../party';
import type { ReporterName } from './guest-report';
import type { ReportFacts } from './report-facts';

/** A member of a party as the check-in form has it, the head first. */
interface Member {
  readonly verdict: string;
  readonly relationship?: Relationship | undefined;
  readonly guardian?:
    | {
        readonly verdict?: string | undefined;
        readonly relationship: GuardianRelationship;
        readonly permissionSeen?: true | undefined;
      }
    | undefined;
  readonly facts?: ReportFacts | undefined;
}

const family: ReadonlySet<Relationship> = new Set(['spouse', 'child', 'parent', 'sibling', 'relative']);

/** The ministry's codes of kinship (SES.HOSPEDAJES, `parentesco`). */
export const KINSHIPS = ['PM', 'AB', 'HR', 'TI', 'TU', 'CY', 'CD', 'OT'] as const;
const kinships: Readonly<Record<GuardianRelationship, (typeof KINSHIPS)[number]>> = {
  parent: 'PM',
  grandparent: 'AB',
  'legal-guardian': 'TU',
  relative: 'OT',
  teacher: 'OT',
  other: 'OT',
};

/**
 * The facts of each member with what follows from who came with whom and is not asked twice: in Italy the head of a family
 * or of a group and its members, in Spain what the adult who answers for a minor is to the child, or that there is none.
 */
export function partyFacts(reporter: ReporterName, members: readonly Member[]): ReportFacts[] {
  if (reporter === 'ses-hospedajes') {
    return members.map(({ verdict, guardian, facts }) => {
      const ward = members.find(({ guardian }) => guardian?.verdict === verdict);
      return {
        ...(ward?.guardian && { kinship: kinships[ward.guardian.relationship] }),
        ...(guardian?.permissionSeen && { unaccompanied: true as const }),
        ...facts,
      };
    });
  }
  if (members.length < 2) return members.map(({ facts }) => ({ ...facts }));
  const isFamily = members.slice(1).every(({ relationship }) => relationship && family.has(relationship));
  const kind = isFamily ? 'family' : 'group';
  return members.map(({ facts }, place) => ({
    role: place === 0 ? (`head-of-${kind}` as const) : (`${kind}-member` as const),
    ...facts,
  }));
}
