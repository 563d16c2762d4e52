import { VestibuleError } from '../../shared/domain/error';
import { type Operator, type Role, includesRole } from '../../shared/domain/operator';
import type { Accounts, OperatorEvent } from './accounts';

/** How often it is looked whether somebody still works here. */
const LOOK_EVERY_MS = 1_000;
/** A desk that is free and untouched for so long has nobody before it. */
const REST_MS = 3_000;

interface SessionParts {
  accounts: Pick<Accounts, 'signIn'>;
  /** Who works here while nobody has to sign in. */
  builtIn: Operator;
  /** Whether somebody has to, as the site has it now. It may change its mind. */
  mustSignIn(): boolean;
  /** Whether a person is served whom no window tells of. */
  serving(): boolean;
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
  /** What `mustSignIn` said when it took effect. */
  #required: boolean;
  /** Whether the window has nobody and nothing half done; where there is no window, so it is. */
  #free = true;
  #activeAt: number;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly parts: SessionParts) {
    this.#activeAt = parts.monotonic();
    this.#required = parts.mustSignIn();
  }

  /** Who signed in by a PIN, also while the screen is locked; null for nobody or for the built-in clerk. */
  get person(): Operator | null {
    return this.#person;
  }

  get locked(): boolean {
    return this.#locked;
  }

  /**
   * Whether somebody has to sign in now. That a site begins to ask for it interrupts nobody: it holds from when the desk is
   * free, or at the latest when the screen would lock.
   */
  get required(): boolean {
    return this.#required && this.parts.mustSignIn();
  }

  /** Whether somebody will have to as soon as the desk is free. */
  get requiredNext(): boolean {
    return !this.#required && this.parts.mustSignIn();
  }

  /** Whether nobody may act now: the screen is locked, or nobody has signed in where somebody has to. */
  get closed(): boolean {
    return this.#locked || (this.#person === null && this.required);
  }

  /** Who acts now. Throws not-signed-in, screen-locked. */
  get operator(): Operator {
    if (this.#locked) throw new VestibuleError('screen-locked', 'The screen is locked. Type your PIN.');
    if (this.#person) return this.#person;
    if (!this.required) return this.parts.builtIn;
    throw new VestibuleError('not-signed-in', 'Nobody is signed in.');
  }

  /** Throws not-signed-in, screen-locked, not-permitted. */
  mustBe(role: Role): Operator {
    const { operator } = this;
    if (includesRole(operator.role, role)) return operator;
    throw new VestibuleError('not-permitted', `This is for a ${role}. Ask one to sign in.`);
  }

  /** Signs in, switches from somebody else, or unlocks. Throws what `Accounts.signIn` throws, and where it cannot be journalled. */
  async signIn(id: string, pin: string): Promise<Operator> {
    const operator = await this.parts.accounts.signIn(id, pin);
    const unlocks = this.#locked && this.#person?.id === id;
    if (this.#person && this.#person.id !== id)
      this.parts.note({ event: 'signed-out', operator: this.#person.id });
    this.parts.note({ event: unlocks ? 'unlocked' : 'signed-in', operator: id, role: operator.role });
    this.#person = operator;
    this.#locked = false;
    this.touched();
    this.#followSite();
    this.parts.changed();
    return operator;
  }

  /** Nothing where nobody is signed in. */
  signOut(): void {
    if (!this.#person) return;
    const { id } = this.#person;
    this.#person = null;
    this.#locked = false;
    this.#ended({ event: 'signed-out', operator: id });
  }

  /** Locks the screen of whoever is signed in; they or another operator go on with a PIN. */
  lock(): void {
    if (!this.#person || this.#locked) return;
    if (this.parts.lockSignsOut) return this.signOut();
    this.#locked = true;
    this.#ended({ event: 'locked', operator: this.#person.id });
  }

  /** A disk that refuses it is told to those who record: it leaves nobody at work who is not there. */
  #ended(event: OperatorEvent): void {
    try {
      this.parts.note(event);
    } catch {
      return;
    } finally {
      this.parts.changed();
    }
  }

  /** Somebody touched the screen, a key or a reader. */
  touched(): void {
    this.#activeAt = this.parts.monotonic();
  }

  /** The window serves somebody, or has something half done; or does not any more. */
  serves(somebody: boolean): void {
    this.#free = !somebody;
  }

  /** So much time has passed that no timer counted: the machine slept. */
  slept(milliseconds: number): void {
    this.#activeAt -= milliseconds;
    this.look();
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

  /** Locks where nobody has touched anything for long enough, and lets the site's rule take effect. */
  look(): void {
    if (this.#untouched) this.lock();
    this.#followSite();
  }

  get #untouched(): boolean {
    const after = this.parts.lockAfterSeconds() * 1_000;
    return after > 0 && this.idleMilliseconds >= after;
  }

  #followSite(): void {
    const rule = this.parts.mustSignIn();
    if (rule === this.#required) return;
    const free = this.#free && !this.parts.serving() && this.idleMilliseconds >= REST_MS;
    if (rule && !this.#person && !free && !this.#untouched) return;
    this.#required = rule;
    this.parts.changed();
  }
}
