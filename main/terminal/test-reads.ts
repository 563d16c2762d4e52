import type { EventMessage } from '../../shared/contract/events';
import type { Presentation, PresentationContent } from '../../shared/domain/presentation';
import type { TestRead } from '../../shared/domain/test-read';
import type { Issuer } from '../../shared/domain/trust-list';
import { isTestCode } from '../../shared/framing/test-code';
import { recognise } from '../credentials/formats';
import { isPaymentCode } from '../credentials/payment-code';
import { type Presented, layOpen, presentedBytes } from '../credentials/presented';
import { Refusal } from '../crypto/refusal';

interface Environment {
  /** Milliseconds of a monotonic clock. */
  monotonic(): number;
  emit(message: EventMessage): void;
}

/** Reads while somebody tries a reader out: told to the windows and forgotten. It ends by itself, should the window be gone. */
export class TestReads {
  #until = -Infinity;

  constructor(
    private readonly environment: Environment,
    private readonly issuers: () => readonly Issuer[],
  ) {}

  get open(): boolean {
    return this.environment.monotonic() < this.#until;
  }

  /** From now on for so many seconds; 0 ends it. */
  holdFor(seconds: number): void {
    this.#until = this.environment.monotonic() + seconds * 1_000;
  }

  take(
    reader: Presentation['reader'],
    content: PresentationContent,
    symbology: string | undefined,
    micros: number | undefined,
  ): void {
    const payload = { reader, symbology, micros, ...testReadOf(content, this.issuers()) };
    this.environment.emit({ event: 'test-read', payload });
  }

  /** A document with a chip was laid down: nothing of it is read. */
  takeChip(reader: Presentation['reader']): void {
    this.environment.emit({ event: 'test-read', payload: { reader, bytes: 0, format: 'emrtd' } });
  }
}

/** What may be told of a read that is not judged. Never throws. */
function testReadOf(
  content: PresentationContent,
  issuers: readonly Issuer[],
): Omit<TestRead, 'reader' | 'symbology' | 'micros'> {
  if (content.type === 'withheld') return { bytes: 0, reason: content.reason };
  const bytes = presentedBytes(content);
  try {
    const presented = layOpen(content);
    const { text } = presented;
    const size = { bytes: bytes.length, ...(text !== undefined && { characters: text.length }) };
    if (text !== undefined && isTestCode(text)) {
      return { ...size, raw: { text, hex: Buffer.from(bytes).toString('hex') } };
    }
    return { ...size, ...kindOf(presented, issuers) };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { bytes: bytes.length, reason: thrown.reason };
    throw thrown;
  }
}

function kindOf(presented: Presented, issuers: readonly Issuer[]): Pick<TestRead, 'format' | 'reason'> {
  if (isPaymentCode(presented)) return { reason: 'payment-code' };
  const format = recognise(presented, issuers);
  return format ? { format: format.name } : { reason: 'unknown-code' };
}
