import { VestibuleError } from '../../shared/domain/error';
import type { Purpose } from '../../shared/domain/purpose';
import type { WalletRequest, WalletRequestState } from '../../shared/domain/wallet-request';
import type { AuthorityClient } from '../authority/client/authority-client';
import type { BegunRequest, RequestProgress } from '../authority/client/wallet-requests';
import type { PresentationStatement } from '../authority/client/wallet-schemas';

interface WalletDeskParts {
  client: Pick<AuthorityClient, 'askWallet' | 'followWallet' | 'endWallet'>;
  now(): Date;
  /** The request as the windows see it, each time it changes; null where it is put away. */
  changed(request: WalletRequest | null): void;
}

/** One request, from its beginning until it is put away. */
interface UnderWay {
  readonly begun: BegunRequest;
  readonly purpose: Purpose;
  readonly ended: AbortController;
  state: WalletRequestState;
  found?: PresentationStatement;
}

/** What the desk records of a wallet's answer. */
export interface WalletFound {
  readonly found: PresentationStatement;
  readonly purpose: Purpose;
  /** Whether the clerk saw the same number on the phone. */
  readonly sameNumber: boolean;
}

/** Nothing comes any more: it only stands there until somebody puts it away. */
const OVER: ReadonlySet<WalletRequestState> = new Set(['declined', 'expired', 'failed']);

/** After a failed look at the authority the next one waits so long, in milliseconds. */
const AGAIN_MS = 1_000;

/**
 * Asks one wallet at a time. The answer is held back until the clerk has compared the confirmation number with the one on
 * the phone: who agreed may be somebody else, elsewhere, to whom the code was sent (OpenID4VP 1.0, 13.3).
 */
export class WalletDesk {
  #current: UnderWay | undefined;
  /** Counts whoever asks or takes back: what comes to be too late is ended. */
  #turn = 0;

  constructor(private readonly parts: WalletDeskParts) {}

  /**
   * Begins a request; one that was under way is taken back. Throws what `AuthorityClient.askWallet` throws, and bad-request
   * where it was taken back or asked anew before it had begun.
   */
  async ask(purpose: Purpose): Promise<WalletRequest> {
    this.cancel();
    const turn = this.#turn;
    const begun = await this.parts.client.askWallet(purpose.name);
    if (turn !== this.#turn) {
      this.#end(begun);
      throw new VestibuleError('bad-request', 'The request to the wallet was taken back.');
    }
    const current: UnderWay = { begun, purpose, ended: new AbortController(), state: 'waiting' };
    this.#current = current;
    void this.#follow(current);
    this.parts.changed(shownOf(current));
    return shownOf(current);
  }

  /** The request under way, or the one that ended and is not put away yet. */
  read(): WalletRequest | null {
    return this.#current ? shownOf(this.#current) : null;
  }

  /** Whether a wallet may answer still, or has answered and nobody has compared yet: then something is half done. */
  get underWay(): boolean {
    return this.#current !== undefined && !OVER.has(this.#current.state);
  }

  /** The answer, once the number was compared; the request is put away. Throws bad-request when there is none to compare. */
  compared(sameNumber: boolean): WalletFound {
    const { found, purpose } = this.#current ?? {};
    if (!found || !purpose) throw new VestibuleError('bad-request', 'No wallet has answered.');
    this.cancel();
    return { found, purpose, sameNumber };
  }

  /** Takes the request back, or puts away one that is over. */
  cancel(): void {
    this.#turn += 1;
    const current = this.#current;
    if (!current) return;
    this.#current = undefined;
    current.ended.abort();
    this.#end(current.begun);
    this.parts.changed(null);
  }

  /** The authority forgets it by itself soon: that it could not be told is no news. */
  #end(begun: BegunRequest): void {
    void this.parts.client.endWallet(begun).catch(() => {});
  }

  async #follow(current: UnderWay): Promise<void> {
    const { begun, ended } = current;
    let seen: RequestProgress['state'] | undefined;
    while (!ended.signal.aborted) {
      const progress = await this.#look(current, seen);
      if (ended.signal.aborted) return;
      if (progress === undefined) {
        if (this.parts.now().getTime() > Date.parse(begun.expiresAt)) return this.#become(current, 'failed');
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
        continue;
      }
      seen = progress.state;
      if (progress.found) current.found = progress.found;
      if (progress.state === 'answered') return this.#become(current, 'compare');
      this.#become(current, progress.state);
      if (progress.state === 'declined' || progress.state === 'expired') return;
    }
  }

  /** Undefined where the authority gave no answer that can be believed; a request that it does not know has expired. */
  async #look(
    { begun, ended }: UnderWay,
    seen: RequestProgress['state'] | undefined,
  ): Promise<RequestProgress | undefined> {
    try {
      return await this.parts.client.followWallet(begun, seen, ended.signal);
    } catch (thrown) {
      if (!(thrown instanceof VestibuleError)) throw thrown;
      return thrown.code === 'authority-refused' ? { state: 'expired' } : undefined;
    }
  }

  #become(current: UnderWay, state: WalletRequestState): void {
    if (current !== this.#current || current.state === state) return;
    current.state = state;
    this.parts.changed(shownOf(current));
  }
}

function shownOf({ begun, purpose, state }: UnderWay): WalletRequest {
  const { walletUri: code, number, claims, expiresAt } = begun;
  const keeps = claims.filter((name) => purpose.keeps.includes(name));
  const { name, title, retention } = purpose;
  return { state, purpose: name, title, code, number, claims, keeps, days: retention.days, expiresAt };
}
