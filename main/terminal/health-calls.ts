import type { HandlersOf } from '../../shared/contract/calls';
import type { TerminalState } from '../../shared/contract/terminal-state';
import type { HealthCheck, KeySource } from '../../shared/domain/health';
import type { UpdateStanding } from '../../shared/domain/update';
import { version } from '../../package.json';
import { certificateEnd } from './certificate-end';
import type { Core } from './core';
import { diagnosticsBundle } from './diagnostics';
import { storedEnrolment } from './enrolled-authority';
import { healthOf } from './health';

export interface HealthParts {
  core(): Core | null;
  state(): TerminalState;
  keySource(): KeySource | undefined;
  now(): Date;
  /** Undefined where no shell is, which replaces the program. */
  updates(): UpdateStanding | undefined;
}

/** How the machine is now, as far as it knows without asking anybody. `certificateEnds` is what the authority's address said. */
export function lookAtHealth(parts: HealthParts, certificateEnds: Date | null = null): HealthCheck[] {
  const core = parts.core();
  return healthOf({
    state: parts.state(),
    keySource: parts.keySource(),
    freeBytes: core?.freeDiskBytes(),
    clockOffset: core?.clockOffset() ?? null,
    certificateEnds,
    now: parts.now(),
    updates: parts.updates(),
  });
}

/** How the machine is, and what support needs of it. */
export function createHealthCalls(parts: HealthParts): HandlersOf<'health.read' | 'diagnostics.make'> {
  const look = async (): Promise<HealthCheck[]> => {
    const core = parts.core();
    const enrolled = core && storedEnrolment(core.journal);
    const ends =
      enrolled && (await certificateEnd(enrolled.enrolment.url, enrolled.connection.proxy !== undefined));
    return lookAtHealth(parts, ends);
  };
  return {
    'health.read': async () => ({ at: parts.now().toISOString(), checks: await look() }),
    'diagnostics.make': async ({ versions }) => {
      const bundle = diagnosticsBundle({
        checks: await look(),
        state: parts.state(),
        versions: { vestibule: version, node: process.versions.node, ...versions },
        at: parts.now(),
      });
      return { zipBase64: bundle.toString('base64') };
    },
  };
}
