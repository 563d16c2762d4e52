import { z } from 'zod';
import { SesPayment } from '../../../../shared/domain/reporting/ses-stay';

const common = {
  /** The purpose whose check-ins are reported. */
  purpose: z.string().default('hotel.check-in'),
  /** IANA name of where the site is: days and hours of a report are local. */
  timeZone: z.string().refine(isTimeZone, { error: 'There is no such time zone.' }),
};

/** How a site reports its guests. It holds the ministry's credentials and is stored sealed. */
export const ReporterProfile = z.discriminatedUnion('reporter', [
  z.strictObject({ reporter: z.literal('alloggiati-web'), ...common }),
  z.strictObject({
    reporter: z.literal('ses-hospedajes'),
    ...common,
    url: z.url(),
    user: z.string().min(1),
    password: z.string().min(1),
    landlord: z.string().min(1).max(20),
    establishment: z.string().min(1).max(20),
    /** Until when guests leave on their last day, `11:00`. */
    checkOutTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    /** How guests pay where nothing else is said. */
    payment: SesPayment,
  }),
]);
export type ReporterProfile = z.infer<typeof ReporterProfile>;
export type SesProfile = Extract<ReporterProfile, { reporter: 'ses-hospedajes' }>;

/** Days for which a receipt is kept: Italy five years, Spain three (docs/registration.md). */
export const RECEIPT_DAYS: Readonly<Record<ReporterProfile['reporter'], number>> = {
  'alloggiati-web': 5 * 366,
  'ses-hospedajes': 3 * 366,
};

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
