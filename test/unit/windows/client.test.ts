import { describe, expect, it } from 'vitest';
import { createClient, readEvent } from '../../../renderer/terminal/client';
import type { Bridge } from '../../../shared/contract/bridge';
import type { EventMessage } from '../../../shared/contract/events';

/** A bridge that answers every call with the same thing, whatever its type says. */
function answering(answer: unknown): Bridge {
  return { call: () => Promise.resolve(answer as never), listen: () => () => undefined };
}

describe('the window’s end of the contract', () => {
  it('Given a reply that fits, when it is called, then it comes back', async () => {
    const client = createClient(answering({ ok: true, reply: { queued: 3 } }));
    expect(await client.call('drain', {})).toEqual({ queued: 3 });
  });

  it('Given a typed error, when it is called, then it throws that error', async () => {
    const client = createClient(
      answering({ ok: false, error: { code: 'journal-full', message: 'No room left.' } }),
    );
    await expect(client.call('drain', {})).rejects.toMatchObject({
      name: 'VestibuleError',
      code: 'journal-full',
    });
  });

  it.each([
    ['nothing', undefined],
    ['a reply of another shape', { ok: true, reply: { queued: -1 } }],
    ['an error of no known code', { ok: false, error: { code: 'whatever', message: '' } }],
    ['a text', 'hello'],
  ])(
    'Given %s as an answer, when it is called, then it is an internal error and never passed on',
    async (_case, answer) => {
      await expect(createClient(answering(answer)).call('drain', {})).rejects.toMatchObject({
        code: 'internal',
      });
    },
  );

  it.each([
    ['no event', null],
    ['an event nobody knows', { event: 'format-disk', payload: {} }],
    ['a name of every object', { event: 'constructor', payload: {} }],
    ['a payload of another shape', { event: 'process', payload: { up: 'yes' } }],
  ])('Given %s, when it arrives, then it is not heard', (_case, message) => {
    expect(readEvent(message)).toBeUndefined();
  });

  it('Given an event of the contract, when it arrives, then it is heard without what does not belong to it', () => {
    expect(readEvent({ event: 'process', payload: { up: true, more: 1 } })).toEqual({
      event: 'process',
      payload: { up: true },
    });
  });

  it('Given two who listen, when an event arrives, then both hear it until they stop, and the bridge is listened to once', () => {
    const bridge = { heard: 0, tell: (_message: EventMessage) => {} };
    const client = createClient({
      ...answering(undefined),
      listen(listener) {
        bridge.heard += 1;
        bridge.tell = listener;
        return () => (bridge.heard -= 1);
      },
    });
    const told: string[] = [];
    const [first, second] = ['first', 'second'].map((name) => client.listen(() => told.push(name)));
    bridge.tell({ event: 'process', payload: { up: true } });
    expect(bridge.heard).toBe(1);
    first?.();
    bridge.tell({ event: 'process', payload: { up: true } });
    second?.();
    expect(told).toEqual(['first', 'second', 'second']);
    expect(bridge.heard).toBe(0);
  });
});
