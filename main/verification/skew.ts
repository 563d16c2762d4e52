/** How far two honest clocks may differ, in milliseconds. Every comparison of times in a verdict allows it. */
export const TOLERATED_SKEW = 60_000;

/** From this difference to the authority's clock on, in milliseconds, this machine's clock is wrong and judges nothing. */
export const GREATEST_CLOCK_OFFSET = 300_000;
