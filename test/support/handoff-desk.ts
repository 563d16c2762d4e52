import { request } from 'node:http';
import { onTestFinished } from 'vitest';
import { Handoff } from '../../main/handoff';
import type { Journal } from '../../main/journal/journal';
import { purposes } from '../../main/verification/purposes';
import type { ErrorCode } from '../../shared/domain/error';
import type { HandoffRules } from '../../shared/domain/handoff';
import { stayRetention } from './journal-samples';

/** The handoff of an open journal as a terminal starts it; stopped at the end of the test. */
export async function handoffOf(journal: Journal, rules?: HandoffRules) {
  const problems: (ErrorCode | null)[] = [];
  const handoff = new Handoff({
    journal,
    purpose: (name) => purposes.find((purpose) => purpose.name === name),
    training: false,
    now: () => new Date(),
    monotonic: () => performance.now(),
    terminal: () => ({ terminal: 'terminal-of-the-test', site: 'Hotel Belvedere', training: false }),
    note: (body) => void journal.append('handoff', body, { retention: stayRetention }),
    noteSettings: (changed) =>
      void journal.append('settings', { changed, operator: 'rosa' }, { retention: stayRetention }),
    onFolder: (problem) => problems.push(problem),
  });
  await handoff.start(rules);
  onTestFinished(() => handoff.stop());
  return { handoff, problems };
}

/** What the journal says was handed over, in its order. */
export function handedOver(journal: Journal) {
  return journal.browse
    .following(0, ['handoff'], 1_000)
    .map(({ id }) => journal.entry(id)?.body as { channel: string; records: string[] });
}

/** A request as a program sends it, with any header, which `fetch` would not let through. */
export function ask(
  port: number,
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
        });
      });
    });
    asking.on('error', reject);
    asking.end(body);
  });
}
