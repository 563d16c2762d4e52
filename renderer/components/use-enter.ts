import { useEffect, useEffectEvent } from 'react';

/** Enter acts even where nothing has the focus: after a click beside the buttons, or when what was focused went away. */
export function useEnter(act: () => void): void {
  const enter = useEffectEvent(act);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const nowhere = document.activeElement === null || document.activeElement === document.body;
      if (event.key === 'Enter' && !event.repeat && !event.defaultPrevented && nowhere) enter();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
