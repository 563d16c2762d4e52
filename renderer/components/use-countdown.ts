import { useEffect, useEffectEvent, useState } from 'react';

const TOUCHES = ['pointerdown', 'keydown', 'wheel'] as const;

/**
 * Whole seconds left until `onEnd` is called; begins anew with each `occasion` and, where `touchable`,
 * with each touch, key or turn of the wheel. Stands still while `paused`.
 */
export function useCountdown(
  seconds: number,
  { onEnd, occasion, paused = false, touchable = true }: CountdownOptions,
): number {
  const [left, setLeft] = useState(seconds);
  const end = useEffectEvent(onEnd);
  useEffect(() => {
    setLeft(seconds);
    if (paused) return;
    let deadline = Date.now() + seconds * 1_000;
    const look = () => {
      const rest = Math.ceil((deadline - Date.now()) / 1_000);
      setLeft(Math.max(0, rest));
      if (rest <= 0) {
        clearInterval(timer);
        end();
      }
    };
    const timer = setInterval(look, 250);
    const touched = () => {
      deadline = Date.now() + seconds * 1_000;
      look();
    };
    if (touchable) for (const touch of TOUCHES) window.addEventListener(touch, touched, { capture: true });
    return () => {
      clearInterval(timer);
      for (const touch of TOUCHES) window.removeEventListener(touch, touched, { capture: true });
    };
  }, [seconds, occasion, paused, touchable]);
  return left;
}

interface CountdownOptions {
  onEnd: () => void;
  /** What is counted down for: another one starts anew. */
  occasion: string;
  paused?: boolean;
  touchable?: boolean;
}
