import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { PrivateKey } from '../../crypto/jwk';
import { signCompact } from '../../crypto/jws';
import { integer, text } from '../../sqlite/column';
import type { Order } from '../client/api.generated';
import type { Storage } from './storage/storage';
import type { Terminal } from './terminals';

export const OrderKind = z.enum(['fetch-configuration', 'rotate-key', 'revoke-and-wipe']);
export type OrderKind = z.infer<typeof OrderKind>;

/** What an administrator wants a terminal to do. It is handed out, signed, until the terminal says that it is done. */
export class Orders {
  constructor(private readonly storage: Storage) {}

  /** Gives an order; one of a kind is open at a time. Answers false where there is no such terminal. */
  give(terminal: string, kind: OrderKind, now: Date): Promise<boolean> {
    return this.storage.transaction(async (queries) => {
      const row = await queries.getForUpdate('SELECT id FROM terminals WHERE id = ?', terminal);
      if (!row) return false;
      const open = await queries.get(
        'SELECT id FROM orders WHERE terminal = ? AND kind = ? AND done_at IS NULL',
        terminal,
        kind,
      );
      if (open) return true;
      await queries.run(
        'INSERT INTO orders (id, terminal, kind, issued_at) VALUES (?, ?, ?, ?)',
        randomUUID(),
        terminal,
        kind,
        now.getTime(),
      );
      if (kind === 'revoke-and-wipe')
        await queries.run('UPDATE terminals SET revoked_at = ? WHERE id = ?', now.getTime(), terminal);
      return true;
    });
  }

  /** The open orders of a terminal, each signed: typ `vestibule-order+jws`. */
  async open({ id: terminal }: Terminal, key: PrivateKey): Promise<string[]> {
    const rows = await this.storage.all(
      'SELECT id, kind, issued_at FROM orders WHERE terminal = ? AND done_at IS NULL ORDER BY issued_at',
      terminal,
    );
    const orders = rows.map((row): Order => ({
      order: text(row, 'id'),
      terminal,
      kind: OrderKind.parse(text(row, 'kind')),
      issuedAt: new Date(integer(row, 'issued_at')).toISOString(),
    }));
    return Promise.all(orders.map((order) => signCompact(order, key, 'vestibule-order+jws')));
  }

  /** Notes what a terminal carried out. A wiped terminal is known no more. */
  async done({ id: terminal }: Terminal, orders: readonly string[], now: Date): Promise<void> {
    for (const order of orders) {
      await this.storage.transaction(async (queries) => {
        const row = await queries.getForUpdate(
          'SELECT kind FROM orders WHERE id = ? AND terminal = ? AND done_at IS NULL',
          order,
          terminal,
        );
        if (!row) return;
        await queries.run('UPDATE orders SET done_at = ? WHERE id = ?', now.getTime(), order);
        if (text(row, 'kind') === 'revoke-and-wipe')
          await queries.run('UPDATE terminals SET wiped_at = ? WHERE id = ?', now.getTime(), terminal);
      });
    }
  }
}
