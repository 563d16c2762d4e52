import { verifyCompact } from '../../crypto/jws';
import type { Enrolment } from './enrolment';
import { type HeartbeatAnswer, Order } from './schemas';

/**
 * The orders of a heartbeat's answer that this terminal's authority signed for this terminal. What anybody else signed,
 * what is for another terminal, and kinds that a later authority knows are no orders.
 */
export async function signedOrders(
  answer: Pick<HeartbeatAnswer, 'orders'>,
  { terminal, signingKey }: Pick<Enrolment, 'terminal' | 'signingKey'>,
): Promise<Order[]> {
  const opened = await Promise.all(
    (answer.orders ?? []).map((jws) => verifyCompact(jws, signingKey, 'vestibule-order+jws')),
  );
  return opened.flatMap((payload) => {
    const order = Order.safeParse(payload);
    return order.success && order.data.terminal === terminal ? [order.data] : [];
  });
}
