import { z } from 'zod';

/** A version of the program: three numbers, nothing before or behind them. */
export const Version = z.string().regex(/^(0|[1-9]\d{0,4})(\.(0|[1-9]\d{0,4})){2}$/);

/** How the program lies on this machine, which is how it can be replaced. `system`: its packages replace it. `none`: nobody does. */
export const PackageKind = z.enum(['folder', 'appimage', 'nsis', 'mac', 'system', 'none']);
export type PackageKind = z.infer<typeof PackageKind>;

const hourOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** What a site says about updates; its authority may say the last two as well, and then they count together. */
export const UpdateRules = z.strictObject({
  /** Where releases are fetched from. */
  server: z.url({ protocol: /^https?$/ }).max(512),
  /** The hours of the day, by this machine's clock, in which an update may be installed though nobody signed out. */
  from: hourOfDay.optional(),
  until: hourOfDay.optional(),
  /** Nothing is fetched or installed. */
  hold: z.boolean().optional(),
  /** This version and no other, whatever the share of the roll-out. */
  only: Version.optional(),
});
export type UpdateRules = z.infer<typeof UpdateRules>;

/** What an authority may say to all its terminals: what a site may say, but for the server and the hours. */
export const AuthorityUpdateRules = z.object({
  hold: z.boolean().optional(),
  only: Version.optional(),
});
export type AuthorityUpdateRules = z.infer<typeof AuthorityUpdateRules>;

/** Why a release is left alone. */
export const LeftReason = z.enum([
  'same',
  'older',
  'held',
  'other-version',
  'not-yet-here',
  'failed-here',
  'no-package',
  'by-hand',
]);
export type LeftReason = z.infer<typeof LeftReason>;

/** Why an update that is here is not installed at this moment. */
export const Hindrance = z.enum(['signed-in', 'in-use', 'queue', 'half-read', 'not-the-hour', 'not-open']);
export type Hindrance = z.infer<typeof Hindrance>;

/** What happened last; kept over restarts. */
export const UpdateEvent = z.object({
  what: z.enum([
    'installed',
    'went-back',
    'starts-badly',
    'not-installed',
    'not-genuine',
    'unreachable',
    'no-room',
  ]),
  version: z.string().max(20),
  at: z.iso.datetime(),
});
export type UpdateEvent = z.infer<typeof UpdateEvent>;

/** How it stands with updates on this machine. */
export const UpdateStanding = z.object({
  running: z.string(),
  kind: PackageKind,
  /** `off`: no server is named, or nothing here can be replaced. */
  phase: z.enum(['off', 'resting', 'looking', 'fetching', 'waiting', 'installing']),
  server: z.string().optional(),
  /** The update that is being fetched or waits. */
  version: z.string().optional(),
  /** Of the bytes of it, 0 to 100. */
  percent: z.number().int().min(0).max(100).optional(),
  hindrances: z.array(Hindrance).default([]),
  /** The newest release, and why it is left alone. */
  left: z.object({ version: z.string(), reason: LeftReason }).optional(),
  lookedAt: z.iso.datetime().optional(),
  last: UpdateEvent.optional(),
});
export type UpdateStanding = z.infer<typeof UpdateStanding>;
