import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';
import { type ScrollPlace, drawn, heightOf, revealing, scrolled, settled } from './virtual-rows';

const SETTLES_MILLISECONDS = 150;

/**
 * Draws of many rows those in view. `box` scrolls and holds a heading of the height of one row that stays; the rows are
 * `rowRems` high. `reveal` brings a row into view.
 */
export function useVirtualRows(box: RefObject<HTMLElement | null>, count: number, rowRems: number) {
  const [view, setView] = useState({ height: 0, rowHeight: rowRems * 16 });
  const [at, setAt] = useState<ScrollPlace>({ top: 0, place: 0 });
  const rows = { count, rowHeight: view.rowHeight, view: Math.max(0, view.height - view.rowHeight) };
  const go = (next: ScrollPlace) => {
    setAt(next);
    const element = box.current;
    if (element && Math.abs(element.scrollTop - next.top) >= 1) element.scrollTo({ top: next.top });
  };

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setView({ height: element.clientHeight, rowHeight: Math.round(rowRems * rem) });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [box, rowRems]);

  const hear = useEffectEvent((top: number) => setAt((before) => scrolled(before, top, rows)));
  // The bar comes to where the rows are, once nobody moves it.
  const settle = useEffectEvent(() => go(settled(at.place, rows)));
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const moved = () => {
      hear(element.scrollTop);
      clearTimeout(timer);
      timer = setTimeout(settle, SETTLES_MILLISECONDS);
    };
    element.addEventListener('scroll', moved, { passive: true });
    return () => {
      clearTimeout(timer);
      element.removeEventListener('scroll', moved);
    };
  }, [box]);

  return {
    ...drawn(at, rows),
    rowHeight: rows.rowHeight,
    height: heightOf(rows),
    perPage: Math.max(1, Math.floor(rows.view / rows.rowHeight) - 1),
    reveal: (index: number) => go(revealing(index, at, rows)),
  };
}
