import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { watchPulse } from '../../../main/shell/pulse';

describe('The pulse of a process beside the shell', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const watched = () => {
    const ask = vi.fn<() => void>();
    const onSilent = vi.fn<() => void>();
    return { ask, onSilent, pulse: watchPulse({ ask, onSilent, everyMs: 1_000, silenceMs: 5_000 }) };
  };

  test('Given a process that answers each question, when hours pass, then nobody is accused', () => {
    const { ask, onSilent, pulse } = watched();
    ask.mockImplementation(() => setTimeout(() => pulse.heard(), 900));
    pulse.heard();
    vi.advanceTimersByTime(2 * 3_600_000);
    expect(onSilent).not.toHaveBeenCalled();
  });

  test('Given a process that answered once, when it says nothing for five seconds, then it is silent, told once', () => {
    const { onSilent, pulse } = watched();
    pulse.heard();
    vi.advanceTimersByTime(5_000);
    expect(onSilent).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(onSilent).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(60_000);
    expect(onSilent).toHaveBeenCalledOnce();
  });

  test('Given a process on a slow disk, when its first answer takes 29 seconds, then it is waited for; for ever it is not', () => {
    const { onSilent, pulse } = watched();
    vi.advanceTimersByTime(29_000);
    expect(onSilent).not.toHaveBeenCalled();
    pulse.heard();
    vi.advanceTimersByTime(4_000);
    expect(onSilent).not.toHaveBeenCalled();

    const never = watched();
    vi.advanceTimersByTime(31_000);
    expect(never.onSilent).toHaveBeenCalledOnce();
  });

  test('Given a machine that slept, when the clock is hours on at the next question, then nobody is accused', () => {
    const { onSilent, pulse } = watched();
    pulse.heard();
    const monotonic = vi.spyOn(performance, 'now').mockReturnValue(9 * 3_600_000);
    vi.advanceTimersByTime(1_000);
    monotonic.mockRestore();
    expect(onSilent).not.toHaveBeenCalled();
  });

  test('Given a process that ended, when its pulse is stopped, then it is not asked any more', () => {
    const { ask, onSilent, pulse } = watched();
    pulse.stop();
    vi.advanceTimersByTime(60_000);
    expect(ask).toHaveBeenCalledOnce();
    expect(onSilent).not.toHaveBeenCalled();
  });
});
