import { z } from 'zod';

/**
 * How far a guest's report to the police has come: to be sent, being sent, sent and not decided, taken by the ministry,
 * refused, or not sent because the check-in was taken back.
 */
export const ReportState = z.enum(['due', 'sending', 'sent', 'taken', 'refused', 'withdrawn']);
export type ReportState = z.infer<typeof ReportState>;

/** The ministries' services that are spoken. */
export const ReporterName = z.enum(['alloggiati-web', 'ses-hospedajes']);
export type ReporterName = z.infer<typeof ReporterName>;

/** What became of the report of one check-in, as the authority tells it. It says nothing about the person. */
export const GuestReport = z.object({
  reporter: ReporterName,
  state: ReportState,
  /** By when it has to be sent, RFC 3339. */
  dueAt: z.string(),
  /** Why it was refused: the ministry's code, or `line-refused`, `authority-refused`. */
  code: z.string().max(64).optional(),
  /** Of one that is due: the fields that keep it from being sent. */
  lacks: z.array(z.string().max(64)).max(40).optional(),
});
export type GuestReport = z.infer<typeof GuestReport>;
