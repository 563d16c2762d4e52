import { z } from 'zod';

/** What happens at a limit of working offline: a banner, a supervisor for each check-in, no check-ins. */
export const OfflineStep = z.enum(['none', 'warn', 'supervisor', 'stop']);
export type OfflineStep = z.infer<typeof OfflineStep>;

/** Which limit it is: hours without the authority, entries or bytes that wait, room on the disk. */
export const OfflineCause = z.enum(['time', 'entries', 'bytes', 'disk']);
export type OfflineCause = z.infer<typeof OfflineCause>;
