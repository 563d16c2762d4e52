import { z } from 'zod';

/** The site that is there from the first start on, and for which codes are issued unless another is named. */
export const OWN_SITE = 'main';

/** A site as whoever runs the authority describes it: a JSON file for `vestibule authority site`. */
export const SiteProfile = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: 'Small letters, digits and hyphens, 40 at most.' })
    .default(OWN_SITE),
  /** As screens, receipts and wallets show it. */
  name: z.string().trim().min(1).max(80),
  /** Names of the purposes for which it asks people, the usual one first; all there are where it is left out. */
  purposes: z.array(z.string()).min(1).optional(),
  /** Whether operators have to sign in at its terminals. */
  signIn: z.boolean().default(false),
});
export type SiteProfile = z.output<typeof SiteProfile>;
