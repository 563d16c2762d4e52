import { VestibuleError } from '../../../shared/domain/error';

/** What went wrong between a reader and its card. The package gives words alone, no codes. */
export function cardError(thrown: unknown): VestibuleError {
  if (thrown instanceof VestibuleError) return thrown;
  const options = { cause: thrown };
  const words = thrown instanceof Error ? thrown.message.toLowerCase() : '';
  const says = (...phrases: string[]) => phrases.some((phrase) => words.includes(phrase));
  // A card that slips out of the field is reported as a failed exchange before it is reported as gone.
  if (
    says(
      'card was removed',
      'no smart card',
      'card was reset',
      'unpowered',
      'transaction failed',
      'communication',
    )
  ) {
    return new VestibuleError('card-gone', 'The card was taken away.', options);
  }
  if (says('sharing violation')) {
    return new VestibuleError('card-in-use', 'Another program holds the card.', options);
  }
  if (says('unresponsive', 'timed out', 'not supported', 'protocol mismatch', 'not ready', 'not connected')) {
    return new VestibuleError('card-silent', 'The card does not answer.', options);
  }
  if (says('reader unavailable', 'unknown reader', 'service', 'invalid handle')) {
    return new VestibuleError('reader-gone', 'The reader was unplugged.', options);
  }
  return new VestibuleError('reader-failed', 'The card reader failed.', options);
}

export const isUnresponsive = (thrown: unknown) =>
  thrown instanceof Error && thrown.message.toLowerCase().includes('unresponsive');
export const isSharingViolation = (thrown: unknown) =>
  thrown instanceof Error && thrown.message.toLowerCase().includes('sharing violation');
