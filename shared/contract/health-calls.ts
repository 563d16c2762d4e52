import { z } from 'zod';
import { HealthCheck } from '../domain/health';

const nothing = z.object({}).default({});

/** Answered by the terminal process. */
export const healthCalls = {
  'health.read': {
    request: nothing,
    reply: z.object({ at: z.iso.datetime(), checks: z.array(HealthCheck) }),
  },
  /** The diagnostics bundle as a ZIP: no names, numbers, codes or keys. `versions` is what the shell knows of itself. */
  'diagnostics.make': {
    request: z.object({ versions: z.record(z.string().max(40), z.string().max(200)) }),
    reply: z.object({ zipBase64: z.base64() }),
  },
} as const;

/** Answered by the shell. */
export const healthShellCalls = {
  /** Asks where to, and saves the diagnostics bundle there. */
  'diagnostics.save': {
    request: nothing,
    reply: z.object({ saved: z.boolean(), file: z.string().optional() }),
  },
} as const;
