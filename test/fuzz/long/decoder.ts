import { VestibuleError } from '../../../shared/domain/error';
import { Refusal } from '../../../main/crypto/refusal';

/** One decoder under fuzzing: what is right to begin with, and one run of any bytes. */
export interface Decoder {
  readonly name: string;
  readonly seeds: readonly Uint8Array[];
  /** Throws for what no decoder may do: any error but ours, or a promise of the house that is broken. */
  run(bytes: Uint8Array): unknown;
}

/** A decoder that may throw nothing but a refusal or a typed error. */
export function decoder(
  name: string,
  seeds: readonly (Uint8Array | string)[],
  run: (bytes: Uint8Array) => unknown,
): Decoder {
  return {
    name,
    seeds: seeds.map((seed) => (typeof seed === 'string' ? Buffer.from(seed) : seed)),
    async run(bytes) {
      try {
        await run(bytes);
      } catch (thrown) {
        if (!(thrown instanceof Refusal) && !(thrown instanceof VestibuleError)) throw thrown;
      }
    },
  };
}
