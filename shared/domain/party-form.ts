import { z } from 'zod';
import { Recorded, StayForm } from './check-in';
import { Guardian, Relationship } from './party';
import { ReportFacts } from './reporting/report-facts';
import { StayElsewhere } from './stay-elsewhere';

/** The most people that are recorded together; more than a coach holds come in several parties. */
export const MOST_MEMBERS = 50;

/** The guardian of a minor as the clerk sends it: the verdict of a person of the party, or the name of one who does not stay. */
export const GuardianForm = z
  .object({
    verdict: z.uuid().optional(),
    name: Guardian.shape.name,
    relationship: Guardian.shape.relationship,
    reach: Guardian.shape.reach,
    permissionSeen: Guardian.shape.permissionSeen,
  })
  .refine(({ verdict, name }) => (verdict === undefined) !== (name === undefined), {
    path: ['name'],
    error: 'a guardian is a person of the party or is named',
  });
export type GuardianForm = z.infer<typeof GuardianForm>;

/** One person: a verdict, what this person is to the head (who has no relationship), and for a minor the guardian. */
export const MemberForm = z.object({
  verdict: z.uuid(),
  relationship: Relationship.optional(),
  guardian: GuardianForm.optional(),
  /** What the site's report asks beyond the document, where the purpose says so. */
  facts: ReportFacts.optional(),
});
export type MemberForm = z.infer<typeof MemberForm>;

/**
 * A party to record: one stay, the head first. Sending it confirms of each that person and document match.
 * `despite` names the earlier stays that the clerk has seen and records in spite of.
 */
export const PartyForm = z.object({
  stay: StayForm,
  members: z.array(MemberForm).min(1).max(MOST_MEMBERS),
  despite: z.array(z.uuid()).max(1_000).default([]),
  /** The report lacks something that the clerk will not learn now: it is recorded all the same, and completed at the authority. */
  reportLater: z.boolean().optional(),
  /** From `approval.give`, where a supervisor has to approve it. */
  approval: z.uuid().optional(),
});
export type PartyForm = z.infer<typeof PartyForm>;

/** An earlier check-in of one of these people in a stay that overlaps, and not taken back: at this desk, or at another terminal. */
export const EarlierStay = z.union([
  z.object({ verdict: z.uuid(), entry: z.uuid(), at: z.string(), room: z.string() }),
  StayElsewhere.extend({ verdict: z.uuid() }),
]);
export type EarlierStay = z.infer<typeof EarlierStay>;

/** One record a person, in the order they were sent, and the id of their party where they are several. */
export const RecordedParty = z.object({ records: z.array(Recorded).min(1), party: z.uuid().optional() });
export type RecordedParty = z.infer<typeof RecordedParty>;

/** What became of a party: recorded, or stopped by an earlier stay that the clerk has not seen; then nothing is recorded. */
export const PartyAnswer = z.union([
  z.object({ recorded: RecordedParty }),
  z.object({ earlier: z.array(EarlierStay).min(1) }),
]);
export type PartyAnswer = z.infer<typeof PartyAnswer>;
