import { z } from 'zod';
import { ApprovedAct } from '../domain/approval';
import { Operator, OperatorId, Pin, Role } from '../domain/operator';

const nothing = z.object({}).default({});

/** An operator as the sign-in screen shows them. */
export const OperatorStanding = Operator.extend({
  /** Seconds until another PIN may be tried, after wrong ones. */
  waitSeconds: z.number().int().nonnegative(),
  /** Too many wrong PINs: another operator has to set a new one. */
  locked: z.boolean(),
  /** Training only: the PIN of a built-in operator, for everybody to see. */
  trainingPin: z.string().optional(),
});
export type OperatorStanding = z.infer<typeof OperatorStanding>;

/** Who works here, and what a supervisor approves. PINs are checked in the terminal's process and kept nowhere. */
export const operatorCalls = {
  'operators.list': { request: nothing, reply: z.object({ operators: z.array(OperatorStanding) }) },
  /** Signs in, switches from somebody else, or unlocks the screen. Throws pin-wrong, pin-locked. */
  'sign-in': {
    request: z.object({ operator: z.string().max(60), pin: z.string().max(60) }),
    reply: z.object({ operator: Operator }),
  },
  'sign-out': { request: nothing, reply: z.object({}) },
  /** Locks the screen of the person who is signed in; nothing where nobody is. */
  lock: { request: nothing, reply: z.object({}) },
  /**
   * Somebody touched this window: a window says it now and then while it is used. The window at the front also says when
   * it begins and ends to serve somebody, which is no touch.
   */
  activity: { request: z.object({ serves: z.boolean().optional() }).default({}), reply: z.object({}) },
  /**
   * The first operator may be added by whoever sets the terminal up, and manages the others; later ones are added by
   * a supervisor, installers by an installer.
   */
  'operators.add': { request: Operator.extend({ pin: Pin }), reply: z.object({}) },
  /** A new PIN ends a lock. */
  'operators.change': {
    request: z.object({
      id: OperatorId,
      name: Operator.shape.name.optional(),
      role: Role.optional(),
      pin: Pin.optional(),
    }),
    reply: z.object({}),
  },
  'operators.remove': { request: z.object({ id: OperatorId }), reply: z.object({}) },
  /** The signed-in operator's own PIN. */
  'operators.own-pin': {
    request: z.object({ pin: z.string().max(60), newPin: Pin }),
    reply: z.object({}),
  },
  /** After how many seconds without a touch the screen locks; 0 never. */
  'operators.lock-after': {
    request: z.object({ seconds: z.union([z.literal(0), z.number().int().min(30).max(86_400)]) }),
    reply: z.object({}),
  },
  /**
   * A supervisor approves one act of the operator at work by their own PIN, without signing in. The token goes with the
   * call that needs it: it holds a minute, for one act. Throws pin-wrong, pin-locked, not-permitted.
   */
  'approval.give': {
    request: z.object({
      approver: z.string().max(60),
      pin: z.string().max(60),
      acts: z.array(ApprovedAct).min(1).max(5),
      reason: z.string().trim().min(1).max(500),
    }),
    reply: z.object({ approval: z.uuid(), seconds: z.number().int().positive() }),
  },
} as const;
