import { z } from 'zod';

const nothing = z.object({}).default({});

/** `off`: an ordinary window. `locked`: full screen, no way out. `released`: an installer left it until the next start. */
export const KioskState = z.enum(['off', 'locked', 'released']);
export type KioskState = z.infer<typeof KioskState>;

const InstallerPin = z.object({ operator: z.string().max(60), pin: z.string().max(60) });

/** Answered by the terminal process, which knows the PINs. */
export const kioskCalls = {
  /** Throws pin-wrong, pin-locked, not-permitted where it is no installer; nobody is asked where there is no installer yet. */
  'kiosk.may-leave': { request: InstallerPin.partial(), reply: z.object({ installers: z.number().int() }) },
} as const;

/** Answered by the shell, which holds the lock. */
export const kioskShellCalls = {
  'kiosk.read': { request: nothing, reply: z.object({ state: KioskState }) },
  /** Locks now and at every start. Not permitted before an installer has a PIN: nobody could leave again. */
  'kiosk.lock': { request: nothing, reply: z.object({ state: KioskState }) },
  /** Leaves the lock until the next start, by an installer's PIN. Throws as `kiosk.may-leave`. */
  'kiosk.leave': { request: InstallerPin, reply: z.object({ state: KioskState }) },
  /** No lock at the next start either. Not permitted while it is locked. */
  'kiosk.switch-off': { request: nothing, reply: z.object({ state: KioskState }) },
} as const;
