import { z } from 'zod';
import { reportOf } from '../../shared/domain/error';
import type { HeartbeatAnswer, Order } from '../authority/client/schemas';
import type { Vault } from '../journal/journal';
import { readVault, writeVault } from './vault-value';

/** As many as are told to the authority, which stops giving an order once it has heard that it is done. */
const REMEMBERED = 16;

interface OrderParts {
  vault: Vault;
  /** Those of an answer that the authority signed for this terminal. */
  signed(answer: Pick<HeartbeatAnswer, 'orders'>): Promise<Order[]>;
  carryOut: Readonly<Record<Order['kind'], (order: Order) => Promise<void>>>;
}

/** Carries out what the authority orders (PROTOCOL, heartbeats): signed, for this terminal, one after the other, each once. */
export class Orders {
  #last: Promise<void> = Promise.resolve();
  /** What could not be done is not tried again before the next start, unless it was the network that failed. */
  readonly #failed = new Set<string>();

  constructor(private readonly parts: OrderParts) {}

  /** Ids of those that were carried out, for the heartbeat. */
  done(): string[] {
    return readVault(this.parts.vault, 'orders-done', z.array(z.uuid())) ?? [];
  }

  /** Resolves when all of them have been dealt with; never rejects. */
  hear(answer: Pick<HeartbeatAnswer, 'orders'>): Promise<void> {
    const obeyAll = async () => {
      for (const order of await this.parts.signed(answer)) await this.#obey(order);
    };
    // What was signed by a key that is refused is no order.
    this.#last = this.#last.then(obeyAll).catch(() => undefined);
    return this.#last;
  }

  /** Notes that an order is done: at the latest before the place where it is noted goes away. */
  noteDone(order: string): void {
    const others = this.done().filter((known) => known !== order);
    writeVault(this.parts.vault, 'orders-done', [...others, order].slice(-REMEMBERED));
  }

  async #obey(order: Order): Promise<void> {
    if (this.#failed.has(order.order) || this.done().includes(order.order)) return;
    try {
      await this.parts.carryOut[order.kind](order);
    } catch (thrown) {
      if (reportOf(thrown).code !== 'authority-unreachable') this.#failed.add(order.order);
    }
  }
}
