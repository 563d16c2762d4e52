import { z } from 'zod';
import { Connection } from '../../shared/domain/connection';
import { EnrolmentCode } from '../../shared/domain/enrolment-ticket';
import { KeyThumbprint } from '../../shared/domain/fingerprint';
import { HandoffRules } from '../../shared/domain/handoff';
import { Settings } from '../../shared/domain/settings';
import { UpdateRules } from '../../shared/domain/update';
import { ReaderSettings } from '../readers/host-contract';

/** One file for all machines of a site (docs/provisioning.md). Without a code and a client certificate it holds no secret but a proxy's password. */
export const SiteFile = z.strictObject({
  $schema: z.string().optional(),
  /** The form of this file. */
  vestibule: z.literal(1),
  authority: z.strictObject({
    url: z.url().max(512),
    /** Thumbprint of its signing key (RFC 7638, SHA-256, base64url): nothing else is believed. */
    signingKey: KeyThumbprint,
    connection: Connection.optional(),
  }),
  /** The one-time code, where the file is for one machine; for many, each gets its own by `--code`. */
  code: EnrolmentCode.optional(),
  /** For machines without a key store: where the key of the journal is. */
  key: z
    .union([z.strictObject({ keyFile: z.string() }), z.strictObject({ passphraseFile: z.string() })], {
      error: 'It is { "keyFile": … } or { "passphraseFile": … }',
    })
    .optional(),
  settings: Settings.partial().strict().optional(),
  readers: ReaderSettings.optional(),
  /** How records go on to the site's own system on the same machine (docs/handoff.md). */
  handoff: HandoffRules.optional(),
  /** Full screen, and no way out without the installer's PIN. */
  kiosk: z.boolean().optional(),
  /** Where updates of the program come from, and when (docs/updates.md). Without it none are looked for. */
  updates: UpdateRules.optional(),
  /** The purpose that people serve themselves for, such as `hotel.check-in`. An operator's PIN leads to the staff's screens. */
  selfService: z.string().max(60).optional(),
});
export type SiteFile = z.infer<typeof SiteFile>;

/** The published schema of a site file, for editors and for those who write such files by program. */
export function siteFileSchema(): object {
  return {
    title: 'Vestibule provisioning file',
    ...z.toJSONSchema(SiteFile, { io: 'input', target: 'draft-2020-12' }),
  };
}
