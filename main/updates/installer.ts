import type { PackageKind } from '../../shared/domain/update';

/** How the program is replaced where it lies in one of the ways there are. */
export interface Installer {
  readonly kind: Exclude<PackageKind, 'system' | 'none'>;
  /** Whether the last good version can be put back without anybody's help. */
  readonly goesBack: boolean;
  /** Makes all that can be made while the program runs and works. Throws update-failed, update-not-genuine. */
  prepare(file: string, version: string): Promise<void>;
  /** Puts what was prepared in place of the running version, which is asked to end. Throws update-failed. */
  replace(version: string): Promise<void>;
  /** Puts the last good version back and starts it. Throws update-failed. */
  goBack(version: string): void;
  /** An update has proven itself: what is neither it nor the version before may go. */
  tidy(versions: readonly string[]): Promise<void>;
}
