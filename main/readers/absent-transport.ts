import { VestibuleError } from '../../shared/domain/error';
import type { ReaderAdvice, ReaderKind } from '../../shared/domain/reader';

/** What this machine does not have: no fault, but the readers page names the readers that need it and says what to do. */
export class AbsentTransport extends VestibuleError {
  constructor(
    readonly kind: ReaderKind,
    readonly adviceCode: ReaderAdvice,
    advice: string,
    options?: ErrorOptions,
  ) {
    super('reader-gone', advice, options);
  }
}
