import type { Enrolment } from './enrolment';
import { type HeartbeatAnswer, Order } from './schemas';
import type { SigningKey } from './signing-key';

/**
 * The orders of a heartbeat's answer that this terminal's authority signed for this terminal. What anybody else signed,
 * what is for another terminal, and kinds that a later authority knows are no orders.
 */
export async function signedOrders(
  answer: Pick<HeartbeatAnswer, 'orders'>,
  { terminal }: Pick<Enrolment, 'terminal'>,
  key: Pick<SigningKey, 'open'>,
  signal: AbortSignal,
): Promise<Order[]> {
  const opened = await Promise.all(
    (answer.orders ?? []).map((jws) => key.open(jws, 'vestibule-order+jws', signal)),
  );
  return opened.flatMap((payload) => {
    const order = Order.safeParse(payload);
    return order.success && order.data.terminal === terminal ? [order.data] : [];
  });
}
