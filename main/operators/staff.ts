import { z } from 'zod';
import type { SessionState } from '../../shared/contract/terminal-state';
import { VestibuleError } from '../../shared/domain/error';
import { type Operator, type Role, includesRole } from '../../shared/domain/operator';
import type { Vault } from '../journal/journal';
import { Accounts, type OperatorEvent } from './accounts';
import { Approvals } from './approvals';
import { Session } from './session';

const Policy = z.object({ lockAfterSeconds: z.number().int().nonnegative() });
const usual: z.infer<typeof Policy> = { lockAfterSeconds: 300 };
const POLICY = 'operator-policy';

interface StaffParts {
  vault: Vault;
  /** Whether the site's profile asks everybody to sign in. */
  signIn(): boolean;
  /** Whether a person is served whom no window tells of. */
  serving(): boolean;
  /** Whether the public serves itself while nobody is signed in: what is recorded then is the built-in operator's. */
  selfService: boolean;
  /** Who works here where nobody has to sign in. */
  builtIn: Operator;
  monotonic(): number;
  /** Writes an entry about an operator. */
  note(event: OperatorEvent): void;
  changed(): void;
}

/** Everybody who works at this terminal: accounts, the session, approvals, and who may manage whom. */
export class Staff {
  readonly accounts: Accounts;
  readonly session: Session;
  readonly approvals: Approvals;
  readonly #parts: StaffParts;
  #policy: z.infer<typeof Policy>;

  constructor(parts: StaffParts) {
    const { vault, monotonic, note, changed, signIn, serving, selfService, builtIn } = parts;
    this.#parts = parts;
    const stored = vault.get(POLICY);
    this.#policy = stored ? Policy.parse(JSON.parse(new TextDecoder().decode(stored))) : usual;
    this.accounts = new Accounts({ vault, monotonic, note });
    this.session = new Session({
      accounts: this.accounts,
      builtIn,
      mustSignIn: () => signIn() || selfService,
      serving,
      lockSignsOut: selfService,
      lockAfterSeconds: () => this.lockAfterSeconds,
      monotonic,
      note,
      changed,
    });
    this.approvals = new Approvals({ accounts: this.accounts, monotonic });
  }

  get lockAfterSeconds(): number {
    return this.#policy.lockAfterSeconds;
  }

  /** The name of whoever works here now; empty where nobody does. */
  get name(): string {
    return (this.session.person ?? (this.session.required ? null : this.#parts.builtIn))?.name ?? '';
  }

  /** What every window may know of it. */
  state(): SessionState {
    const { person, required, requiredNext, locked } = this.session;
    return {
      person,
      required,
      requiredNext,
      locked,
      empty: !this.accounts.some('clerk'),
      lockAfterSeconds: this.lockAfterSeconds,
    };
  }

  /** Who acts, where nobody may be asked for a reason: the person who is signed in, else the built-in clerk. */
  get acting(): string {
    return (this.session.person ?? this.#parts.builtIn).id;
  }

  /** Whether the public may serve itself now: nobody is signed in, and somebody is known who could be. */
  get unattended(): boolean {
    return this.#parts.selfService && !this.session.person && this.accounts.some('clerk');
  }

  /** Who records now. Throws not-signed-in, screen-locked. */
  get recorder(): Operator {
    return this.unattended ? this.#parts.builtIn : this.session.operator;
  }

  /** Throws not-permitted, and what `Accounts.add` throws. */
  async add({ pin, ...operator }: Operator & { pin: string }): Promise<void> {
    if (operator.id === this.#parts.builtIn.id) {
      throw new VestibuleError('operator-exists', 'The built-in clerk has this name.');
    }
    const first = !this.accounts.some('clerk');
    if (first && operator.role === 'clerk') {
      throw new VestibuleError(
        'not-permitted',
        'The first operator manages the others: a supervisor or an installer.',
      );
    }
    const by = first ? this.acting : this.#manager(operator.role).id;
    await this.accounts.add(operator, pin, by);
    this.#parts.changed();
  }

  /** Throws not-permitted, and what `Accounts.change` throws. */
  async change({ id, ...change }: { id: string; name?: string; role?: Role; pin?: string }): Promise<void> {
    const by = this.#manager(this.accounts.get(id).role, change.role);
    await this.accounts.change(id, change, by.id);
    if (this.session.person?.id === id) this.session.follow(this.accounts.get(id));
    this.#parts.changed();
  }

  /** Throws not-permitted, and what `Accounts.remove` throws. */
  remove(id: string): void {
    const by = this.#manager(this.accounts.get(id).role);
    this.accounts.remove(id, by.id);
    if (this.session.person?.id === id) this.session.follow(undefined);
    this.#parts.changed();
  }

  /** A new PIN of the person who is signed in. Throws not-signed-in, and what `signIn` and `change` throw. */
  async changeOwnPin(pin: string, newPin: string): Promise<void> {
    const { person, locked } = this.session;
    if (!person || locked) throw new VestibuleError('not-signed-in', 'Nobody is signed in.');
    await this.accounts.signIn(person.id, pin);
    await this.accounts.change(person.id, { pin: newPin }, person.id);
  }

  /** Answers what it was before. Throws not-permitted. */
  lockAfter(seconds: number): number {
    this.session.mustBe('supervisor');
    const before = this.lockAfterSeconds;
    const policy = { lockAfterSeconds: seconds };
    this.#parts.vault.set(POLICY, new TextEncoder().encode(JSON.stringify(policy)));
    this.#policy = policy;
    this.#parts.changed();
    return before;
  }

  /** Who may manage operators of these roles. Throws not-permitted. */
  #manager(...roles: (Role | undefined)[]): Operator {
    const needed = roles.some((role) => role !== undefined && includesRole(role, 'installer'));
    return this.session.mustBe(needed ? 'installer' : 'supervisor');
  }
}
