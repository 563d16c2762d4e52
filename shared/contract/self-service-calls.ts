import { z } from 'zod';
import { SelfServiceView } from './self-service-view';

const nothing = z.object({}).default({});
const done = z.object({});

/** What somebody fills in by themselves; which members are asked for hangs on the form of the purpose. */
export const SelfServiceForm = z.object({
  /** Form `stay`. */
  room: z.string().trim().min(1).max(20).optional(),
  nights: z.number().int().positive().max(365).optional(),
  /** The other forms. */
  reference: z.string().trim().min(1).max(60).optional(),
});
export type SelfServiceForm = z.infer<typeof SelfServiceForm>;

/**
 * Answered by the terminal: one person who serves themselves. Each answers when it is done, and what comes of it is
 * shown as `self-service` events. Without self-service, and while staff work here, each throws not-permitted.
 */
export const selfServiceCalls = {
  'self-service.read': { request: nothing, reply: SelfServiceView },
  /** What a keyboard scanner typed. */
  'self-service.present': {
    request: z.object({ text: z.string().max(20_000), symbology: z.string().max(8).optional() }),
    reply: done,
  },
  'self-service.ask-wallet': { request: nothing, reply: done },
  /** The number that the person reads on their phone. Another one than it shows ends the request. */
  'self-service.number': { request: z.object({ number: z.string().max(8) }), reply: done },
  /** The answer to the purpose's text, in the language in which it was read. */
  'self-service.consent': {
    request: z.object({ given: z.boolean(), language: z.string().max(35) }),
    reply: done,
  },
  'self-service.record': { request: SelfServiceForm, reply: done },
  /** The person went, or begins anew: nothing of them stays. */
  'self-service.clear': { request: nothing, reply: done },
  /** For an installer: whether this terminal may serve this purpose by itself, null to end it. Throws not-permitted. Journalled. */
  'self-service.may-set': { request: z.object({ purpose: z.string().max(60).nullable() }), reply: done },
} as const;

/** Answered by the shell, which keeps how the machine is set up. */
export const selfServiceShellCalls = {
  /** Sets the terminal up for self-service for this purpose, or ends it; it opens anew. Throws as `self-service.may-set`. */
  'self-service.set': { request: z.object({ purpose: z.string().max(60).nullable() }), reply: done },
} as const;
