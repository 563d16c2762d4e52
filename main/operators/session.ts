import { VestibuleError } from '../../shared/domain/error';
import { type Operator, type Role, includesRole } from '../../shared/domain/operator';
import type { Accounts, OperatorEvent } from './accounts';

/** How often it is looked whether somebody still works here. */
const LOOK_EVERY_MS = 1_000;

interface SessionParts {
  accounts: Pick<Accounts, 'signIn'>;
  /** Who works here while nobody has to sign in; null where somebody has to. The site may change its mind. */
  builtIn(): Operator | null;
  /** Whether whoever is locked is signed out: at a terminal that the public uses nobody comes back to what they left. */
  lockSignsOut: boolean;
  /** Seconds without a touch after which the screen locks; 0 never. */
  lockAfterSeconds(): number;
  monotonic(): number;
  note(event: OperatorEvent): void;
  changed(): void;
}

/** Who works at the terminal now. It lives in memory: a terminal that starts anew asks again. */
export class Session {
  #person: Operator | null = null;
  #locked = false;
  #activeAt: number;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly parts: SessionParts) {
    this.#activeAt = parts.monotonic();
  }

  /** Who signed in by a PIN, also while the screen is locked; null for nobody or for the built-in clerk. */
  get person(): Operator | null {
    return this.#person;
  }

  get locked(): boolean {
    return this.#locked;
  }

  get required(): boolean {
    return this.parts.builtIn() === null;
  }

  /** Who acts now. Throws not-signed-in, screen-locked. */
  get operator(): Operator {
    if (this.#locked) throw new VestibuleError('screen-locked', 'The screen is locked. Type your PIN.');
    const operator = this.#person ?? this.parts.builtIn();
    if (operator) return operator;
    throw new VestibuleError('not-signed-in', 'Nobody is signed in.');
  }

  /** Throws not-signed-in, screen-locked, not-permitted. */
  mustBe(role: Role): Operator {
    const { operator } = this;
    if (includesRole(operator.role, role)) return operator;
    throw new VestibuleError('not-permitted', `This is for a ${role}. Ask one to sign in.`);
  }

  /** Signs in, switches from somebody else, or unlocks. Throws what `Accounts.signIn` throws. */
  async signIn(id: string, pin: string): Promise<Operator> {
    const operator = await this.parts.accounts.signIn(id, pin);
    const unlocks = this.#locked && this.#person?.id === id;
    if (this.#person && this.#person.id !== id)
      this.parts.note({ event: 'signed-out', operator: this.#person.id });
    this.#person = operator;
    this.#locked = false;
    this.touched();
    this.parts.note({ event: unlocks ? 'unlocked' : 'signed-in', operator: id, role: operator.role });
    this.parts.changed();
    return operator;
  }

  /** Nothing where nobody is signed in. */
  signOut(): void {
    if (!this.#person) return;
    const { id } = this.#person;
    this.#person = null;
    this.#locked = false;
    this.parts.note({ event: 'signed-out', operator: id });
    this.parts.changed();
  }

  /** Locks the screen of whoever is signed in; they or another operator go on with a PIN. */
  lock(): void {
    if (!this.#person || this.#locked) return;
    if (this.parts.lockSignsOut) return this.signOut();
    this.#locked = true;
    this.parts.note({ event: 'locked', operator: this.#person.id });
    this.parts.changed();
  }

  /** Somebody touched the screen, a key or a reader. */
  touched(): void {
    this.#activeAt = this.parts.monotonic();
  }

  /** The operator who is signed in was changed or removed by another one. */
  follow(operator: Operator | undefined): void {
    if (operator) this.#person = operator;
    else this.signOut();
  }

  /** Since somebody touched the screen, a key or a reader. */
  get idleMilliseconds(): number {
    return Math.max(0, this.parts.monotonic() - this.#activeAt);
  }

  start(): void {
    this.#timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Locks where nobody has touched anything for long enough. */
  look(): void {
    const after = this.parts.lockAfterSeconds() * 1_000;
    if (after > 0 && this.parts.monotonic() - this.#activeAt >= after) this.lock();
  }
}
