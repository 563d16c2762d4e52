import { useEffect, useEffectEvent } from 'react';

/** A function key acts wherever the focus is, as long as the calling screen is there. */
export function useKey(key: `F${number}`, act: () => void): void {
  const pressedKey = useEffectEvent(act);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== key || event.repeat || event.defaultPrevented) return;
      event.preventDefault();
      pressedKey();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [key]);
}
