import { z } from 'zod';
import { VestibuleError } from '../../shared/domain/error';
import { Version } from '../../shared/domain/update';
import { openCompact } from '../crypto/compact-jws';
import type { PublicKey } from '../crypto/jwk';

/** What the signature of a release says it is (RFC 8725, 3.11). */
export const RELEASE_TYPE = 'vestibule-release+jws';
/** A release of a dozen packages has some 4 kB. */
export const LONGEST_RELEASE = 256 * 1024;

/** One package of a release. */
export const ReleaseFile = z.object({
  system: z.enum(['linux', 'win32', 'darwin']),
  architecture: z.enum(['x64', 'arm64']),
  kind: z.enum(['folder', 'appimage', 'nsis', 'mac']),
  /** Beside the release on the server: a name and never a path. */
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/),
  bytes: z
    .number()
    .int()
    .positive()
    .max(2 ** 30),
  /** Hexadecimal. */
  sha512: z.string().regex(/^[0-9a-f]{128}$/),
});
export type ReleaseFile = z.infer<typeof ReleaseFile>;

/** What a release says of itself, signed by a release key. Members that a later version adds are passed over. */
export const Release = z.object({
  version: Version,
  /** When this statement was signed: of two, the later counts, so that a share once widened is not narrowed by a replay. */
  issuedAt: z.iso.datetime(),
  /** The share of terminals that take it now, in per cent. */
  share: z.number().min(0).max(100),
  /** The oldest version that can open what this one leaves behind. From an older one nobody could go back: it is installed by hand alone. */
  backTo: Version,
  files: z.array(ReleaseFile).max(40),
});
export type Release = z.infer<typeof Release>;

/** Throws update-not-genuine unless one of the pinned `keys` signed a release of this form. */
export function readRelease(jws: string, keys: readonly PublicKey[]): Release {
  for (const key of keys) {
    const release = Release.safeParse(openCompact(jws.trim(), key, RELEASE_TYPE));
    if (release.success) return release.data;
  }
  throw new VestibuleError(
    'update-not-genuine',
    'The release is not signed by a release key of this program.',
  );
}
