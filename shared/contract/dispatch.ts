import { type ErrorReport, VestibuleError, reportOf } from '../domain/error';
import { type CallName, type HandlersOf, calls } from './calls';

export type AnswerMessage = { ok: true; reply: unknown } | { ok: false; error: ErrorReport };

/**
 * Checks a call, runs its handler, checks the reply. Knows nothing of Electron or of ports.
 * Every failure comes back as a typed report; nothing is thrown.
 */
export function createDispatcher<Names extends CallName>(handlers: HandlersOf<Names>) {
  const table = handlers as unknown as Record<string, (request: unknown) => unknown>;
  return async (name: unknown, request: unknown): Promise<AnswerMessage> => {
    try {
      if (typeof name !== 'string' || !Object.hasOwn(table, name) || !Object.hasOwn(calls, name)) {
        throw new VestibuleError('unknown-command', 'There is no such call.');
      }
      const schemas = calls[name as CallName];
      const parsed = schemas.request.safeParse(request);
      if (!parsed.success) throw new VestibuleError('bad-request', describe(name, parsed.error.issues));
      const reply = await table[name]?.(parsed.data);
      return { ok: true, reply: schemas.reply.parse(reply) };
    } catch (thrown) {
      return { ok: false, error: reportOf(thrown) };
    }
  };
}

/** Which field was wrong, never what it held. */
function describe(name: string, issues: readonly { path: readonly PropertyKey[]; code?: string }[]): string {
  const fields = issues.map((issue) => issue.path.map(String).join('.') || 'request');
  return `Bad request for ${name}: ${[...new Set(fields)].join(', ')}.`;
}
