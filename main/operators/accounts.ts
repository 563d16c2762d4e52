import { z } from 'zod';
import { VestibuleError } from '../../shared/domain/error';
import type { EntryBodyOf } from '../../shared/domain/entry-body';
import { Operator, type Role, includesRole } from '../../shared/domain/operator';
import type { Vault } from '../journal/journal';
import { LOCKED_AFTER, waitAfter } from './attempts';
import { PinVerifier, isPin, isTooSimple, verifierOf } from './pin';

const Account = Operator.extend({
  verifier: PinVerifier,
  /** Wrong PINs since the last right one: counted on disk before the PIN is looked at. */
  failures: z.number().int().nonnegative(),
  /** Removed operators stay: their ids stand in entries and are given to nobody else. */
  removed: z.boolean(),
});
type Account = z.infer<typeof Account>;

/** An operator as the sign-in screen shows them. */
export interface OperatorStanding extends Operator {
  /** Seconds until another PIN may be tried. */
  waitSeconds: number;
  /** Too many wrong PINs: another operator has to set a new one. */
  locked: boolean;
}

/** What is to be journalled about an operator. */
export type OperatorEvent = EntryBodyOf<'operator'>;

/** The operators of this terminal, sealed in its vault, with every attempt on their PINs counted over restarts. */
export class Accounts {
  #accounts: Account[];
  /** Milliseconds of the monotonic clock at the last wrong PIN; for one of an earlier run, the start of this one. */
  readonly #failedAt = new Map<string, number>();
  readonly #startedAt: number;

  constructor(
    private readonly parts: {
      vault: Vault;
      monotonic(): number;
      note(event: OperatorEvent): void;
    },
  ) {
    const stored = parts.vault.get(NAME);
    this.#accounts = stored ? z.array(Account).parse(JSON.parse(new TextDecoder().decode(stored))) : [];
    this.#startedAt = parts.monotonic();
  }

  list(): OperatorStanding[] {
    return this.#present().map((account) => {
      const { id, name, role } = account;
      return { id, name, role, waitSeconds: this.#waitSeconds(account), locked: this.#locked(account) };
    });
  }

  /** Whether anybody here has this role or a higher one. */
  some(role: Role): boolean {
    return this.#present().some((account) => includesRole(account.role, role));
  }

  /** Throws unknown-operator. */
  get(id: string): Operator {
    const { name, role } = this.#account(id);
    return { id, name, role };
  }

  /**
   * The operator whose PIN this is. Throws pin-wrong (also where there is no such operator), and pin-locked while
   * no PIN may be tried: after the third wrong one for a time that grows, after the tenth until it is set anew.
   */
  async signIn(id: string, pin: string): Promise<Operator> {
    const account = this.#present().find((each) => each.id === id);
    if (account) this.#count(account);
    if (!(await isPin(pin, account?.verifier)) || !account) {
      if (account) this.#wrong(account);
      throw new VestibuleError('pin-wrong', 'This is not the PIN of this operator.');
    }
    this.#change(id, { failures: 0 });
    return this.get(id);
  }

  /** Throws operator-exists (also for the id of one who was removed), pin-too-simple. */
  async add(operator: Operator, pin: string, by: string): Promise<void> {
    refuseSimple(pin);
    const verifier = await verifierOf(pin);
    if (this.#accounts.some(({ id }) => id === operator.id)) {
      throw new VestibuleError('operator-exists', 'An operator of this name works here, or did once.');
    }
    this.#keep([...this.#accounts, { ...operator, verifier, failures: 0, removed: false }]);
    this.parts.note({ event: 'created', operator: operator.id, role: operator.role, by });
  }

  /** A new name, role or PIN; a new PIN ends a lock. Throws unknown-operator, pin-too-simple, last-manager. */
  async change(id: string, change: { name?: string; role?: Role; pin?: string }, by: string): Promise<void> {
    const { role } = this.#account(id);
    const { pin, ...rest } = change;
    if (pin !== undefined) refuseSimple(pin);
    if (rest.role && rest.role !== role) this.#mustNotBeTheLast(id);
    const renewed = pin === undefined ? {} : { verifier: await verifierOf(pin), failures: 0 };
    this.#change(id, { ...rest, ...renewed });
    this.parts.note({ event: 'changed', operator: id, role: this.#account(id).role, by });
  }

  /** Throws unknown-operator, last-manager. */
  remove(id: string, by: string): void {
    this.#account(id);
    this.#mustNotBeTheLast(id);
    this.#change(id, { removed: true });
    this.parts.note({ event: 'removed', operator: id, by });
  }

  /** Those who are built in, where they are not here yet: without an entry, they come with the mode. */
  async seed(builtIn: readonly (Operator & { pin: string })[]): Promise<void> {
    const missing = builtIn.filter(({ id }) => !this.#accounts.some((account) => account.id === id));
    const accounts = await Promise.all(
      missing.map(async ({ pin, ...operator }) => {
        return { ...operator, verifier: await verifierOf(pin), failures: 0, removed: false };
      }),
    );
    if (accounts.length > 0) this.#keep([...this.#accounts, ...accounts]);
  }

  #present(): Account[] {
    return this.#accounts.filter(({ removed }) => !removed);
  }

  #account(id: string): Account {
    const account = this.#present().find((each) => each.id === id);
    if (account) return account;
    throw new VestibuleError('unknown-operator', 'There is no such operator on this terminal.');
  }

  /** Counts the attempt before it is made: whoever pulls the plug in between has not won one. */
  #count(account: Account): void {
    if (this.#locked(account)) {
      throw new VestibuleError('pin-locked', 'Too many wrong PINs. A supervisor has to set a new one.');
    }
    const wait = this.#waitSeconds(account);
    if (wait > 0) {
      throw new VestibuleError('pin-locked', `Too many wrong PINs. Try again in ${wait} seconds.`);
    }
    this.#failedAt.set(account.id, this.parts.monotonic());
    this.#change(account.id, { failures: account.failures + 1 });
  }

  #wrong({ id }: Account): void {
    this.#failedAt.set(id, this.parts.monotonic());
    this.parts.note({ event: 'pin-wrong', operator: id });
    if (this.#locked(this.#account(id))) this.parts.note({ event: 'locked-out', operator: id });
  }

  #waitSeconds({ id, failures }: Account): number {
    const passed = this.parts.monotonic() - (this.#failedAt.get(id) ?? this.#startedAt);
    return Math.max(0, Math.ceil((waitAfter(failures) - passed) / 1_000));
  }

  /** For good only where somebody else could set a new PIN; the last one who could waits instead. */
  #locked({ id, role, failures }: Account): boolean {
    const others = this.#present().filter((other) => other.id !== id && other.failures < LOCKED_AFTER);
    const mayManage = (manager: Role) => includesRole(manager, role === 'clerk' ? 'supervisor' : role);
    return failures >= LOCKED_AFTER && others.some((other) => mayManage(other.role));
  }

  /** Somebody must stay who may manage the others. */
  #mustNotBeTheLast(id: string): void {
    const highest = this.#present().some(({ role }) => role === 'installer') ? 'installer' : 'supervisor';
    const others = this.#present().filter((account) => account.id !== id);
    const isHighest = includesRole(this.#account(id).role, highest);
    if (isHighest && !others.some(({ role }) => includesRole(role, highest))) {
      throw new VestibuleError('last-manager', 'Nobody would be left who may manage the operators.');
    }
  }

  #change(id: string, change: Partial<Account>): void {
    this.#keep(this.#accounts.map((each) => (each.id === id ? { ...each, ...change } : each)));
  }

  /** Known here only once it is durable. */
  #keep(accounts: Account[]): void {
    this.parts.vault.set(NAME, new TextEncoder().encode(JSON.stringify(accounts)));
    this.#accounts = accounts;
  }
}

const NAME = 'operators';

function refuseSimple(pin: string): void {
  if (isTooSimple(pin)) {
    throw new VestibuleError('pin-too-simple', 'This PIN is among the first that anybody would try.');
  }
}
