import type { CustomerView } from '../../shared/contract/customer-view';
import type { Outcome } from '../../shared/domain/verdict';
import type { WalletRequest } from '../../shared/domain/wallet-request';

/** How long an outcome stays, in milliseconds: long enough to read one sentence. */
const OUTCOME_MS = 8_000;
/** And how long it may look as if something was being looked at. */
const LOOKING_MS = 15_000;

/** What the customer's window shows. It is told outcomes and requests, never claims. */
export class CustomerDisplay {
  #view: CustomerView;
  /** The request that is not put away: shown again after what was shown meanwhile. */
  #request: WalletRequest | null = null;
  #clear: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly place: () => Pick<CustomerView, 'site' | 'training'>,
    private readonly tell: (view: CustomerView) => void,
  ) {
    this.#view = { show: 'welcome', ...place() };
  }

  read(): CustomerView {
    return { ...this.#view, ...this.place() };
  }

  /** A request to a wallet went on; null: it was put away. */
  wallet(request: WalletRequest | null): void {
    this.#request = request;
    if (request || this.#view.show === 'wallet') this.#rest();
  }

  /** Puts a text before the customer; it stays until they answer or it is taken back, whatever is read meanwhile. */
  ask(question: Omit<Extract<CustomerView, { show: 'consent' }>, 'show' | 'site' | 'training'>): void {
    this.#show({ show: 'consent', ...this.place(), ...question });
  }

  answered(given: boolean): void {
    this.#show({ show: 'answered', ...this.place(), given }, OUTCOME_MS);
  }

  unask(): void {
    if (this.#view.show === 'consent') this.#rest();
  }

  looking(): void {
    if (this.#view.show === 'consent') return;
    this.#show({ show: 'looking', ...this.place() }, LOOKING_MS);
  }

  ended(outcome: Outcome): void {
    if (this.#view.show === 'consent') return;
    this.#show({ show: 'outcome', ...this.place(), outcome }, OUTCOME_MS);
  }

  close(): void {
    clearTimeout(this.#clear);
  }

  /** What it shows while nothing else is going on. */
  #rest(): void {
    const request = this.#request;
    if (request) this.#show({ show: 'wallet', ...this.place(), request });
    else this.#show({ show: 'welcome', ...this.place() });
  }

  #show(view: CustomerView, milliseconds?: number): void {
    clearTimeout(this.#clear);
    this.#view = view;
    this.tell(view);
    if (milliseconds === undefined) return;
    this.#clear = setTimeout(() => this.#rest(), milliseconds);
    this.#clear.unref();
  }
}
