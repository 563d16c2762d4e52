import { z } from 'zod';

/** States of an entry on its way to the authority (PROTOCOL, Delivery). */
export const DeliveryState = z.enum(['queued', 'sending', 'acknowledged', 'refused']);
export type DeliveryState = z.infer<typeof DeliveryState>;
