import { z } from 'zod';

/** By what kind of reader a presentation came in. */
export const ReaderKind = z.enum([
  'keyboard',
  'hid-pos',
  'resident-card',
  'serial-scanner',
  'mrz-scanner',
  'magstripe',
  'camera',
  'image',
  'simulated',
  'command',
]);
export type ReaderKind = z.infer<typeof ReaderKind>;

/** What a reader is doing, as the rail and the readers page show it. */
export const ReaderState = z.enum(['live', 'opening', 'gone', 'no-permission', 'failing', 'set-aside']);
export type ReaderState = z.infer<typeof ReaderState>;

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
  advice: z.string().optional(),
  reads: z.number().int().nonnegative(),
  errors: z.number().int().nonnegative(),
  lastReadAt: z.string().optional(),
});
export type Reader = z.infer<typeof Reader>;
