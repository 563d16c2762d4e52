import { describe, expect, test } from 'vitest';
import { deliveryBench } from './delivery-bench';

describe('Late verdicts', () => {
  test('Given verdicts that wait, when the terminal comes online, then each is asked for, oldest first, and forgotten once written', async () => {
    const { time, journal, delivery, late } = deliveryBench();
    const verdicts = [0, 1, 2].map((hours) => journal.await(new Date(time.now().getTime() + hours)));
    delivery.start();
    await time.run(1_000);
    expect(late.map(({ verdict }) => verdict)).toEqual(verdicts);
    expect(late[0]?.answer).toMatchObject({ outcome: 'verified', answer: `signed ${verdicts[0]}` });
    expect(journal.awaiting.count()).toBe(0);
  });

  test('Given an answer that could not be written, when it can be again, then it is asked for again and written', async () => {
    const { time, journal, delivery } = deliveryBench();
    journal.await(time.now());
    journal.broken = new Error('disk');
    delivery.start();
    await time.run(5_000);
    expect(journal.awaiting.count()).toBe(1);
    journal.broken = null;
    await time.run(300_000);
    expect(journal.awaiting.count()).toBe(0);
  });

  test('Given a question that the authority turns down, when others wait behind it, then they are answered and it stays', async () => {
    const { time, journal, authority, delivery, late } = deliveryBench();
    const [first, second] = [journal.await(time.now()), journal.await(time.now())];
    authority.unanswerable.add(first);
    delivery.start();
    await time.run(60_000);
    expect(late.map(({ verdict }) => verdict)).toEqual([second]);
    expect(journal.awaiting.list().map(({ verdict }) => verdict)).toEqual([first]);
    authority.unanswerable.clear();
    await time.run(300_000);
    expect(journal.awaiting.count()).toBe(0);
  });

  test('Given a clock that was set forward by days, when the authority can be reached, then it answers what waits, and nothing is told as expired', async () => {
    const { time, journal, delivery, late } = deliveryBench();
    const verdict = journal.await(new Date(time.now().getTime() - 80 * 3_600_000));
    delivery.start();
    await time.run(60_000);
    expect(late).toMatchObject([{ verdict, answer: { outcome: 'verified' } }]);
    expect(journal.awaiting.count()).toBe(0);
  });

  test('Given no network for more than 72 hours, when a sealed code is older, then it is dropped and told as refused: expired', async () => {
    const { time, journal, authority, delivery, late } = deliveryBench();
    authority.unplugged = true;
    const verdict = journal.await(time.now());
    delivery.start();
    await time.run(72 * 3_600_000 - 60_000);
    expect(late).toEqual([]);
    await time.run(20 * 60_000);
    expect(late).toEqual([
      { verdict, answer: { outcome: 'refused', reason: 'expired', claims: {}, training: false, answer: '' } },
    ]);
    expect(journal.awaiting.count()).toBe(0);
  });
});
