import { useEffect, useEffectEvent, useState } from 'react';

const TOUCHES = ['pointerdown', 'keydown', 'wheel'] as const;

interface CountdownOptions {
  onEnd: () => void;
  /** What is counted down for: another one starts anew. */
  occasion: string;
  paused?: boolean;
}

/**
 * Whole seconds left until `onEnd` is called; begins anew with each `occasion`, touch, key or turn of the wheel.
 * Stands still while `paused`. Setting the computer's clock changes nothing.
 */
export function useCountdown(seconds: number, { onEnd, occasion, paused = false }: CountdownOptions): number {
  const [counted, setCounted] = useState({ occasion, left: seconds });
  const end = useEffectEvent(onEnd);
  useEffect(() => {
    if (paused) return;
    let deadline = performance.now() + seconds * 1_000;
    const look = () => {
      const left = Math.max(0, Math.ceil((deadline - performance.now()) / 1_000));
      setCounted((before) =>
        before.left === left && before.occasion === occasion ? before : { occasion, left },
      );
      if (left > 0) return;
      clearInterval(timer);
      end();
    };
    const timer = setInterval(look, 250);
    const touched = () => {
      deadline = performance.now() + seconds * 1_000;
    };
    for (const touch of TOUCHES) window.addEventListener(touch, touched, { capture: true });
    return () => {
      clearInterval(timer);
      for (const touch of TOUCHES) window.removeEventListener(touch, touched, { capture: true });
    };
  }, [seconds, occasion, paused]);
  return counted.occasion === occasion ? counted.left : seconds;
}
