import { VestibuleError } from '../../../shared/domain/error';
import { type Answer, type Command, DONE, commandBytes, readAnswer } from '../../../shared/framing/apdu';
import { type Session, opened, secured } from './secure-messaging';

/** Whatever carries command APDUs to a chip. Rejects with `VestibuleError` (card-gone, card-silent, …); splits and joins as the protocol of the card wants it. */
export interface ChipChannel {
  transmit(command: Uint8Array): Promise<Uint8Array>;
}

/** A chip that is being talked to: in the clear, then in the session that was opened with it. */
export class Chip {
  #session: Session | null = null;

  constructor(
    private readonly channel: ChipChannel,
    private readonly signal?: AbortSignal,
  ) {}

  /** From now on everything is said in this session. */
  enter(session: Session): void {
    this.#session = session;
  }

  /**
   * One command, whatever the chip says to it. Throws `VestibuleError`: read-incomplete once the reading was called
   * off, frame-invalid where a session was left or no status came, and what the channel throws.
   */
  async ask(command: Command): Promise<Answer> {
    if (this.signal?.aborted) throw new VestibuleError('read-incomplete', 'The reading was called off.');
    if (this.#session === null) return inTheClear(await this.channel.transmit(commandBytes(command)));
    const [bytes, sent] = secured(this.#session, command);
    const [answer, received] = opened(sent, await this.channel.transmit(bytes));
    this.#session = received;
    return answer;
  }

  /** One command that must succeed. Throws also `VestibuleError` chip-unsupported, naming the step and the status. */
  async must(step: string, command: Command): Promise<Uint8Array> {
    const { data, status } = await this.ask(command);
    if (status === DONE) return data;
    throw new VestibuleError(
      'chip-unsupported',
      `The chip answered ${step} with status ${status.toString(16).padStart(4, '0')}.`,
    );
  }
}

function inTheClear(bytes: Uint8Array): Answer {
  if (bytes.length < 2) throw new VestibuleError('frame-invalid', 'The chip answered without a status.');
  return readAnswer(bytes);
}
