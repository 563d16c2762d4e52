import { z } from 'zod';

/** By what kind of reader a presentation came in. */
export const ReaderKind = z.enum([
  'keyboard',
  'hid-pos',
  'resident-card',
  'serial-scanner',
  'mrz-scanner',
  'magstripe',
  'smart-card',
  'camera',
  'image',
  'wallet',
  'simulated',
  'command',
  'by-hand',
]);
export type ReaderKind = z.infer<typeof ReaderKind>;

/** What a reader is doing, as the rail and the readers page show it. */
export const ReaderState = z.enum(['live', 'opening', 'gone', 'no-permission', 'failing', 'set-aside']);
export type ReaderState = z.infer<typeof ReaderState>;

/** What an installer can do about a reader, as a code that windows have words for. */
export const ReaderAdvice = z.enum([
  'udev-rule',
  'serial-group',
  'input-monitoring',
  'in-use',
  'keyboard-mode',
  'smart-card-package',
  'smart-card-service',
  'smart-card-permission',
  'set-aside',
]);
export type ReaderAdvice = z.infer<typeof ReaderAdvice>;

/** One reader of the roster. `lastReadAt` is RFC 3339; `id` is stable while the device stays plugged in. */
export const Reader = z.object({
  id: z.string(),
  kind: ReaderKind,
  name: z.string(),
  vendor: z.string().optional(),
  product: z.string().optional(),
  serial: z.string().optional(),
  driver: z.string(),
  state: ReaderState,
  /** What to do, in English; `adviceCode` says the same for windows of any language, where there is one. */
  advice: z.string().optional(),
  adviceCode: ReaderAdvice.optional(),
  /** The udev rule that would let this user open it. */
  rule: z.string().optional(),
  reads: z.number().int().nonnegative(),
  errors: z.number().int().nonnegative(),
  lastReadAt: z.string().optional(),
  /** Median of the last reads' time from their first report to their last, in microseconds. */
  medianMicros: z.number().int().nonnegative().optional(),
});
export type Reader = z.infer<typeof Reader>;
