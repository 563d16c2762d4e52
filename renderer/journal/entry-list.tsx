import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { rowStep } from '../components';
import { useWords } from '../messages';
import { EntryRow } from './entry-row';
import type { Found } from './use-found';
import { useLines } from './use-lines';
import { type Rows, heightOf, scrollTopFor, visibleRows } from './visible-rows';

/** Of a row, in rem (LOOK: 50 px). */
const ROW_REM = 3.125;

/** The entries, newest first; only those on the screen are there. Arrow keys walk from one to the next. */
export function EntryList({
  found,
  opened,
  onOpen,
}: {
  found: Found;
  opened: string | null;
  onOpen(entry: string): void;
}) {
  const { t } = useWords();
  const place = useRef<HTMLElement>(null);
  const { view, setTop } = useRowsInView(place);
  const rows: Rows = { total: found.total, row: view.row, view: view.height };
  const { first, count, offset } = visibleRows(rows, view.top);
  const positions = Array.from({ length: count }, (_, index) => found.positionAt(first + index));
  const lines = useLines(found, first, count);

  /** The row that the keyboard goes to: it may have to be drawn first. */
  const goal = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (goal.current === null) return;
    const row = place.current?.querySelector(`[data-index="${goal.current}"] button`);
    if (!(row instanceof HTMLElement)) return;
    goal.current = null;
    row.focus({ preventScroll: true });
  });
  const perPage = Math.max(1, Math.floor(rows.view / rows.row) - 1);
  const walk = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || !place.current) return;
    const here = event.target.closest<HTMLElement>('[data-index]')?.dataset['index'];
    const to =
      here === undefined ? undefined : rowStep(event.key, Number(here), { perPage, total: found.total });
    if (to === undefined) return;
    event.preventDefault();
    goal.current = to;
    place.current.scrollTop = scrollTopFor(rows, goal.current, place.current.scrollTop);
    setTop(place.current.scrollTop);
  };

  return (
    <section
      ref={place}
      className="entry-list"
      aria-label={t('journal.list')}
      onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}
    >
      <div style={{ blockSize: heightOf(rows) }}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys come from the buttons in it */}
        <table style={{ marginBlockStart: offset }} aria-rowcount={found.total} onKeyDown={walk}>
          <thead className="unseen">
            <tr>
              <th scope="col">{t('journal.sequence')}</th>
              <th scope="col">{t('column.time')}</th>
              <th scope="col">{t('journal.kind')}</th>
              <th scope="col">{t('journal.id')}</th>
              <th scope="col">{t('column.delivery')}</th>
            </tr>
          </thead>
          <tbody>
            {positions.map((position, index) => {
              const line = lines.get(position);
              return (
                <EntryRow
                  key={position}
                  index={first + index}
                  line={line}
                  opened={line !== undefined && line.id === opened}
                  onOpen={onOpen}
                />
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** How high a row and the place of the rows are, and how far it is scrolled. */
function useRowsInView(place: RefObject<HTMLElement | null>) {
  const [view, setView] = useState({ top: 0, height: 0, row: 50 });
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const measure = () => {
      const row = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * ROW_REM;
      setView({ top: element.scrollTop, height: element.clientHeight, row });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return { view, setTop: (top: number) => setView((before) => ({ ...before, top })) };
}
