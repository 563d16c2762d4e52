/** USB vendor ids of MagTek and ID TECH: their older stripe readers show a usage page of their own. */
export const STRIPE_VENDORS: readonly number[] = [0x0801, 0x0acd];
