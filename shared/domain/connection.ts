import { z } from 'zod';

/** What a site's network asks for on the way to its authority. Neither loosens a check: certificates are always verified. */
export const Connection = z.strictObject({
  /** An HTTP proxy that tunnels (`http://proxy.example:3128`). A password in it is a secret. */
  proxy: z
    .url({ protocol: /^https?$/ })
    .max(512)
    .optional(),
  /** PEM certificates of the site's own certificate authorities, trusted beside those of the system. */
  certificateAuthorities: z
    .string()
    .max(65_536)
    .regex(/-----BEGIN CERTIFICATE-----/)
    .optional(),
});
export type Connection = z.infer<typeof Connection>;
