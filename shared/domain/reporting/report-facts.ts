import { z } from 'zod';
import { AlloggiatiRole } from './alloggiati-guest';
import { SesPayment } from './ses-stay';

const text = z.string().trim().min(1).max(120);

/**
 * What a ministry asks beyond what a document says: codes of its tables, an address, what people are to each other. Asked
 * at the check-in, or added by hand later; each overrides what the document says.
 */
export const ReportFacts = z.strictObject({
  surname: text.optional(),
  secondSurname: text.optional(),
  givenName: text.optional(),
  sex: z.enum(['male', 'female']).optional(),
  birthDate: z.iso.date().optional(),
  nationality: text.optional(),
  role: AlloggiatiRole.optional(),
  birthState: text.optional(),
  birthMunicipality: text.optional(),
  birthProvince: text.optional(),
  citizenship: text.optional(),
  documentType: text.optional(),
  documentNumber: text.optional(),
  documentPlaceOfIssue: text.optional(),
  documentSupport: text.optional(),
  contractDate: z.iso.date().optional(),
  payment: SesPayment.optional(),
  rooms: z.number().int().min(1).max(999).optional(),
  address: z
    .strictObject({
      street: text.optional(),
      postcode: text.optional(),
      country: text.optional(),
      municipalityCode: text.optional(),
      municipality: text.optional(),
    })
    .optional(),
  telephone: text.optional(),
  email: text.optional(),
  kinship: text.optional(),
  /** A minor without anybody of age: the written permission of a guardian was seen. */
  unaccompanied: z.literal(true).optional(),
});
export type ReportFacts = z.infer<typeof ReportFacts>;
