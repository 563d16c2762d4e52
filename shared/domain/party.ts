import { z } from 'zod';

/** What a member of a party is to its head. */
export const Relationship = z.enum([
  'spouse',
  'child',
  'parent',
  'sibling',
  'relative',
  'friend',
  'colleague',
  'group',
]);
export type Relationship = z.infer<typeof Relationship>;

/** What the accompanying guardian is to a minor. */
export const GuardianRelationship = z.enum([
  'parent',
  'grandparent',
  'relative',
  'legal-guardian',
  'teacher',
  'other',
]);
export type GuardianRelationship = z.infer<typeof GuardianRelationship>;

/** The guardian of a minor: a person of the same party, or one who is not staying and is named. */
export const Guardian = z
  .object({
    /** Their check-in entry, where they stay too. */
    checkIn: z.uuid().optional(),
    name: z.string().trim().min(1).max(120).optional(),
    relationship: GuardianRelationship,
    /** A telephone number or an address at which they are reached. */
    reach: z.string().trim().min(3).max(200),
    /** The minor came without anybody of age, and the clerk has seen the written permission of this guardian. */
    permissionSeen: z.literal(true).optional(),
  })
  .refine(({ checkIn, name }) => (checkIn === undefined) !== (name === undefined), {
    path: ['name'],
    error: 'a guardian is a person of the party or is named',
  });
export type Guardian = z.infer<typeof Guardian>;

/** People who arrive together, by their check-in entries. One who comes later makes a new entry of the same party; the newest counts. */
export const Party = z.object({
  party: z.uuid(),
  head: z.uuid(),
  members: z.array(z.object({ checkIn: z.uuid(), relationship: Relationship })).max(100),
  minors: z.array(z.object({ checkIn: z.uuid(), guardian: Guardian })).max(100),
});
export type Party = z.infer<typeof Party>;
