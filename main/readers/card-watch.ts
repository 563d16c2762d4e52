/** Watches one card reader: a card laid down is read and presented once, and again only after it was lifted. */
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { type CardRead, type Exchange, findCard, readCard } from './resident-card-dialogue';

/** How often a card that lies badly is read, or a silent reader asked, before a person is told. */
const ATTEMPTS = 3;
/** Looks without a card that make it lifted: some readers miss a card that lies still now and then. */
const ABSENCES = 2;

interface Watched {
  readonly exchange: Exchange;
  onCard(card: CardRead): void;
  /** Told once for each card that could not be read, and once when the reader stops answering. */
  onProblem(code: ErrorCode): void;
}

/**
 * Answers `look`: it finds, and reads what is new; it resolves when the reader is quiet again and never rejects.
 * After a read most readers answer "no card" until the card is laid down anew, some find the same card again and
 * again: a card is new when the reader has seen none since the last one, or when its record differs.
 */
export function watchCards({ exchange, onCard, onProblem }: Watched): () => Promise<void> {
  let presented: Uint8Array | null = null;
  let absences = 0;
  let failures = 0;
  let silences = 0;

  const find = async () => {
    try {
      const found = await findCard(exchange);
      silences = 0;
      return found;
    } catch (thrown) {
      silences += 1;
      if (silences === ATTEMPTS) onProblem(reportOf(thrown).code);
      return undefined;
    }
  };

  const absent = () => {
    absences += 1;
    if (absences < ABSENCES) return;
    if (failures > 0 && failures < ATTEMPTS) onProblem('card-gone');
    presented = null;
    failures = 0;
  };

  const read = async () => {
    absences = 0;
    if (failures >= ATTEMPTS) return;
    try {
      const card = await readCard(exchange);
      failures = 0;
      if (presented && Buffer.compare(presented, card.text) === 0) return;
      presented = card.text;
      onCard(card);
    } catch (thrown) {
      failures += 1;
      if (failures === ATTEMPTS) onProblem(reportOf(thrown).code);
    }
  };

  return async () => {
    const found = await find();
    if (found === true) await read();
    if (found === false) absent();
  };
}
