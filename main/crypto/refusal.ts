import type { Reason } from '../../shared/domain/reason';

/**
 * Why presented bytes cannot be used: one reason of the closed list and a detail for people who look closer.
 * Every decoder throws this and nothing else; `detail` never holds what was presented.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly reason: Reason,
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`${reason}: ${detail}`, options);
  }
}
