import { createHash } from 'node:crypto';
import type { AuthorityUpdateRules, LeftReason, UpdateRules } from '../../shared/domain/update';
import type { Release, ReleaseFile } from './release';
import { compareVersions } from './version';

export interface Chooser {
  running: string;
  system: string;
  architecture: string;
  kind: string;
  /** Whose share of a roll-out it is: the terminal's id, or the machine's own where it is not enrolled. */
  terminal: string;
  site: UpdateRules;
  authority: AuthorityUpdateRules;
  /** Versions that did not start here. */
  failed: readonly string[];
  /** When the newest statement that was believed here was issued. */
  issuedAt?: string | undefined;
  /** An installer asks: a share that has not come here yet and a step that nobody can undo are theirs to take. */
  byHand?: boolean;
}

/** Whether this machine takes a release, and which of its packages. It is never an older one. */
export function choose(release: Release, chooser: Chooser): { take: ReleaseFile } | { left: LeftReason } {
  const { running, site, authority, byHand = false } = chooser;
  const order = compareVersions(release.version, running);
  if (order === 0) return { left: 'same' };
  const wanted = [site.only, authority.only].filter((only) => only !== undefined);
  // A version that is asked for by name may have been signed long before the newest.
  if (order < 0 || (wanted.length === 0 && issuedBefore(release, chooser.issuedAt))) return { left: 'older' };
  if (site.hold === true || authority.hold === true) return { left: 'held' };
  if (wanted.some((only) => only !== release.version)) return { left: 'other-version' };
  if (!byHand) {
    if (chooser.failed.includes(release.version)) return { left: 'failed-here' };
    if (wanted.length === 0 && placeInRollout(chooser.terminal, release.version) >= release.share)
      return { left: 'not-yet-here' };
    if (compareVersions(running, release.backTo) < 0) return { left: 'by-hand' };
  }
  const take = release.files.find(
    ({ system, architecture, kind }) =>
      system === chooser.system && architecture === chooser.architecture && kind === chooser.kind,
  );
  return take ? { take } : { left: 'no-package' };
}

function issuedBefore({ issuedAt }: Release, other: string | undefined): boolean {
  return other !== undefined && Date.parse(issuedAt) < Date.parse(other);
}

/** From 0 to below 100: the same for one terminal and version always, and another order of terminals for each version. */
export function placeInRollout(terminal: string, version: string): number {
  const digest = createHash('sha256').update(`${version}\n${terminal}`).digest();
  return (digest.readUInt32BE(0) / 2 ** 32) * 100;
}
