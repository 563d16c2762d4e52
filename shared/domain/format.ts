import { z } from 'zod';

/** The names of the credential formats, as trust lists, verdicts and the command line write them (PROTOCOL, Trust list). */
export const FormatName = z.enum([
  'claim-169',
  'e-id-code',
  'resident-card',
  'mrz',
  'emrtd',
  'sd-jwt-vc',
  'mdoc',
  'hcert',
  'aadhaar-qr',
  'aamva',
  'magstripe',
  'vds',
  'by-hand',
]);
export type FormatName = z.infer<typeof FormatName>;
