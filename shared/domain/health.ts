import { z } from 'zod';
import { UpdateEvent } from './update';

/** What is looked at. Each has words in every catalogue, and a line in docs/health.md. */
export const HealthTopic = z.enum([
  'journal',
  'key',
  'disk',
  'clock',
  'authority',
  'certificate',
  'queue',
  'trust-list',
  'status-lists',
  'readers',
  'updates',
]);
export type HealthTopic = z.infer<typeof HealthTopic>;

/** `attention`: somebody should look this week. `bad`: somebody should look now. `unknown`: it could not be looked at. */
export const HealthState = z.enum(['good', 'attention', 'bad', 'unknown']);
export type HealthState = z.infer<typeof HealthState>;

/** Where the master key came from. `folder` lies beside the data it protects: for training alone. */
export const KeySource = z.enum(['key-store', 'key-file', 'passphrase', 'folder']);
export type KeySource = z.infer<typeof KeySource>;

/** One finding. Its figures are counts, seconds, bytes and codes; never a name, a number of a document or a code that was shown. */
export const HealthCheck = z.object({
  topic: HealthTopic,
  state: HealthState,
  figures: z.object({
    /** Bytes free on the disk of the data. */
    bytes: z.number().optional(),
    /** Milliseconds to add to our clock to get the authority's. */
    offsetMs: z.number().optional(),
    /** An age, or how long something still holds. */
    seconds: z.number().optional(),
    count: z.number().optional(),
    /** How many of `count` are in order. */
    good: z.number().optional(),
    /** How often what it needs was lost within the last hour, and brought back. */
    lost: z.number().optional(),
    version: z.number().optional(),
    keySource: KeySource.optional(),
    /** The error that stands in the way. */
    problem: z.string().max(64).optional(),
    /** How it stands with updates. */
    update: z
      .enum([...UpdateEvent.shape.what.exclude(['installed']).options, 'waiting', 'looked'])
      .optional(),
  }),
});
export type HealthCheck = z.infer<typeof HealthCheck>;

/** What is worth a word to the authority, which looks after many machines: no figures, only where to look and how soon. */
export interface HealthFinding {
  topic: HealthTopic;
  state: 'attention' | 'bad';
}

/** Whether the authority is reached is nothing to tell it: who hears this is. */
export function healthFindings(checks: readonly HealthCheck[]): HealthFinding[] {
  return checks.flatMap(({ topic, state }) =>
    topic !== 'authority' && (state === 'attention' || state === 'bad') ? [{ topic, state }] : [],
  );
}

/** Whether nobody has to look: unknown is not bad, a machine may be offline. */
export function allGood(checks: readonly HealthCheck[]): boolean {
  return checks.every(({ state }) => state === 'good' || state === 'unknown');
}
