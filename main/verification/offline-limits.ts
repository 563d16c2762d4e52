import type { OfflineCause, OfflineStep } from '../../shared/domain/offline-standing';
import type { Purpose } from '../../shared/domain/purpose';

/** How far a terminal is from its authority. */
export interface Distance {
  /** Hours since the authority was last reached; 0 while it answers. */
  hours: number;
  /** What waits to be delivered. */
  entries: number;
  bytes: number;
  /** On the journal's disk; null where nobody can tell. */
  freeDiskBytes: number | null;
}

/**
 * What the purpose says of it (PROTOCOL, Offline rules): the strictest step that any limit has reached, and which one.
 * A terminal that talks to its authority is held to the disk alone: what waits is on its way.
 */
export function offlineStanding(
  rules: Purpose['offline'],
  { hours, entries, bytes, freeDiskBytes }: Distance,
): { step: OfflineStep; cause?: OfflineCause } {
  const away = hours > 0;
  const reached: Record<OfflineCause, OfflineStep> = {
    time: stepAt(hours, rules.warnAfterHours, rules.supervisorAfterHours, rules.stopAfterHours),
    entries: away
      ? stepAt(entries, rules.warnAfterEntries, rules.supervisorAfterEntries, rules.stopAfterEntries)
      : 'none',
    bytes: away
      ? stepAt(bytes, rules.queueBytes?.warn, rules.queueBytes?.supervisor, rules.queueBytes?.stop)
      : 'none',
    disk: freeDiskBytes === null ? 'none' : diskStep(rules.freeDiskBytes, freeDiskBytes),
  };
  for (const step of strictestFirst) {
    const cause = causes.find((each) => reached[each] === step);
    if (cause) return { step, cause };
  }
  return { step: 'none' };
}

const causes: readonly OfflineCause[] = ['time', 'entries', 'bytes', 'disk'];
const strictestFirst: readonly OfflineStep[] = ['stop', 'supervisor', 'warn'];

function stepAt(
  value: number,
  warn: number | undefined,
  supervisor: number | undefined,
  stop: number | undefined,
): OfflineStep {
  const beyond = (limit: number | undefined) => limit !== undefined && value >= limit;
  if (beyond(stop)) return 'stop';
  if (beyond(supervisor)) return 'supervisor';
  return beyond(warn) ? 'warn' : 'none';
}

function diskStep(rules: Purpose['offline']['freeDiskBytes'], free: number): OfflineStep {
  const below = (limit: number | undefined) => limit !== undefined && free < limit;
  if (below(rules?.stop)) return 'stop';
  if (below(rules?.supervisor)) return 'supervisor';
  return below(rules?.warn) ? 'warn' : 'none';
}
