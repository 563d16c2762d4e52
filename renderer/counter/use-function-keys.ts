import { useEffect, useEffectEvent } from 'react';

/** While the window is open these keys act, whatever has the focus. */
export function useFunctionKeys(acts: Readonly<Partial<Record<'F4' | 'F6', () => void>>>): void {
  const act = useEffectEvent((key: string) => {
    const found = Object.entries(acts).find(([name]) => name === key);
    found?.[1]();
    return found !== undefined;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!event.repeat && !event.altKey && act(event.key)) event.preventDefault();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
