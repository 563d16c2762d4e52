import { z } from 'zod';
import { EnrolledTerminal, EnrolmentRequest } from './enrolment-calls';

/** How this machine was set up: not yet, for training, or for live work. */
export const InstallationMode = z.enum(['new', 'training', 'live']);
export type InstallationMode = z.infer<typeof InstallationMode>;

const nothing = z.object({}).default({});

/** Answered by the shell, which keeps how the machine was set up. */
export const installationCalls = {
  'installation.read': { request: nothing, reply: z.object({ mode: InstallationMode }) },
  /** Makes a machine that is not enrolled a training machine. Not permitted on one that is. */
  'installation.train': { request: nothing, reply: z.object({ mode: InstallationMode }) },
  /** Leaves training for enrolment: the first-start page comes up again. */
  'installation.leave-training': { request: nothing, reply: z.object({ mode: InstallationMode }) },
  'installation.enrol': { request: EnrolmentRequest, reply: EnrolledTerminal },
} as const;
