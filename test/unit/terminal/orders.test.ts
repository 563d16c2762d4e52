import { expect, test, vi } from 'vitest';
import type { Order } from '../../../main/authority/client/schemas';
import { Orders } from '../../../main/terminal/orders';

const order: Order = {
  order: '5f0c2f0e-63a5-4d0f-9f2e-4d1f6f3e7a10',
  terminal: 'T-1',
  kind: 'rotate-key',
  issuedAt: '2026-11-29T12:00:00Z',
};

function vault() {
  const kept = new Map<string, Uint8Array>();
  return {
    get: (name: string) => kept.get(name),
    set: (name: string, value: Uint8Array) => void kept.set(name, value),
  };
}

test('Given an order that was carried out, when it is played again, also after a restart, then it is not carried out again', async () => {
  const store = vault();
  const obeyed = vi.fn<() => Promise<void>>();
  const terminal = () => {
    const orders: Orders = new Orders({
      vault: store,
      signed: async () => [order],
      carryOut: {
        'fetch-configuration': obeyed,
        'revoke-and-wipe': obeyed,
        'rotate-key': async (given) => {
          await obeyed();
          orders.noteDone(given.order);
        },
      },
    });
    return orders;
  };
  const running = terminal();
  await running.hear({ orders: [] });
  await running.hear({ orders: [] });
  expect(obeyed).toHaveBeenCalledOnce();
  await terminal().hear({ orders: [] });
  expect(obeyed).toHaveBeenCalledOnce();
  expect(terminal().done()).toEqual([order.order]);
});
