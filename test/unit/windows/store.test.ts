import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Store } from '../../../renderer/terminal/store';
import type { Client } from '../../../renderer/terminal/client';
import type { EventMessage } from '../../../shared/contract/events';
import { defaultSettings } from '../../../shared/domain/settings';
import { stateOf } from './states';
import { verdictOf } from './verdicts';

const LONG_ENOUGH = 20_000;
/** What takes longer than this is said to take a moment. */
const QUIET = 120;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('“One moment” is said for a moment only', () => {
  it('Given a presentation of this window, when the terminal never answers, then it stops being said', () => {
    const { store } = listening();
    store.setReading(true);
    vi.advanceTimersByTime(QUIET);
    expect(store.read().reading).toBe(true);
    vi.advanceTimersByTime(LONG_ENOUGH);
    expect(store.read().reading).toBe(false);
  });

  it('Given a reader that reads, when no verdict comes but other news does, then it stops being said', () => {
    const { store, tell } = listening();
    tell({ event: 'reading', payload: { reader: 'keyboard' } });
    vi.advanceTimersByTime(QUIET + LONG_ENOUGH - 1_000);
    tell({ event: 'settings', payload: store.read().settings });
    expect(store.read().reading).toBe(true);
    vi.advanceTimersByTime(1_000);
    expect(store.read().reading).toBe(false);
  });

  it('Given a presentation that has ended, when another follows, then that one has its whole time', () => {
    const { store } = listening();
    store.setReading(true);
    vi.advanceTimersByTime(QUIET + LONG_ENOUGH - 1_000);
    store.setReading(false);
    store.setReading(true);
    vi.advanceTimersByTime(QUIET + LONG_ENOUGH - 1_000);
    expect(store.read().reading).toBe(true);
  });

  it('Given a presentation, when its verdict or a fault comes at once, then nothing was said and nothing drawn in between', () => {
    const { store, tell } = listening();
    const shown: boolean[] = [];
    store.watch(() => shown.push(store.read().reading));
    store.setReading(true);
    tell({ event: 'reading', payload: { reader: 'keyboard' } });
    vi.advanceTimersByTime(QUIET - 1);
    tell({ event: 'verdict', payload: verdictOf() });
    vi.advanceTimersByTime(LONG_ENOUGH);
    expect(shown).toEqual([]);
    store.setReading(true);
    tell({ event: 'problem', payload: { reader: 'desk', code: 'card-gone' } });
    vi.advanceTimersByTime(QUIET);
    expect(shown).toEqual([false]);
  });
});

describe('What was told meanwhile', () => {
  it('Given a first answer that takes long, when the settings change meanwhile, then the window keeps the new ones', async () => {
    let answer: (state: unknown) => void = () => undefined;
    const { store, tell } = listening(
      (name) => new Promise((resolve) => name === 'state.read' && (answer = resolve as typeof answer)),
    );
    tell({ event: 'settings', payload: { ...defaultSettings, language: 'ar' } });
    answer(stateOf());
    await vi.waitFor(() => expect(store.read().state).not.toBeNull(), 20_000);
    expect(store.read().settings.language).toBe('ar');
  });
});

/** A store whose terminal hangs, unless told otherwise: no call is ever answered. */
function listening(call: (name: string) => Promise<unknown> = () => new Promise(() => undefined)) {
  let hear: (message: EventMessage) => void = () => undefined;
  const client: Client = {
    call: call as Client['call'],
    listen: (listener) => {
      hear = listener;
      return () => undefined;
    },
  };
  const store = new Store(client);
  store.start();
  return { store, tell: (message: EventMessage) => hear(message) };
}
