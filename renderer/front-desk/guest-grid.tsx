import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { rowStep, useVirtualRows } from '../components';
import { useWords } from '../messages';
import { useForm } from '../counter';
import { GuestRow } from './guest-row';
import { type KnownRows, rowAt } from './guest-rows';

const ROW_REMS = 3.125;

interface GuestGridProps {
  known: KnownRows;
  total: number;
  /** Rows of several days show theirs. */
  withDay: boolean;
  /** The row that the keys are at; -1 for none. */
  current: number;
  onCurrent(index: number): void;
  /** The entry whose details are shown. */
  opened: string | null;
  onOpen(entry: string | null): void;
  onRows(first: number, end: number): void;
}

/**
 * The rows: one guest each, with the verdict's shape and how far the record has come. Only those in view are drawn; the
 * grid has the focus, arrows walk, Enter opens.
 */
export function GuestGrid(props: GuestGridProps) {
  const { known, total, withDay, current, onCurrent, opened, onOpen, onRows } = props;
  const { t } = useWords();
  const form = useForm();
  const box = useRef<HTMLTableElement>(null);
  const id = useId();
  const rows = useVirtualRows(box, total, ROW_REMS);
  const { first, end } = rows;
  useEffect(() => onRows(first, end), [onRows, first, end]);

  const toggle = (index: number) => {
    const guest = rowAt(known, index);
    if (guest) onOpen(guest.entry === opened ? null : guest.entry);
  };
  const walk = (event: KeyboardEvent) => {
    const to = rowStep(event.key, current, { perPage: rows.perPage, total });
    if (to !== undefined) {
      onCurrent(to);
      rows.reveal(to);
    } else if (event.key === 'Enter' || event.key === ' ') toggle(current);
    else return;
    event.preventDefault();
  };
  return (
    <table
      ref={box}
      className={form === 'stay' ? 'guest-grid' : 'guest-grid without-stay'}
      // Some rows stay in view beside the details; where there are fewer it takes no more room than they do.
      style={{ minBlockSize: `min(10rem, ${rows.height}px + 2.25rem)` }}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- one focus walks its rows: a grid
      role="grid"
      tabIndex={0}
      aria-label={t(`people.${form}`)}
      aria-rowcount={total + 1}
      aria-activedescendant={current >= first && current < end ? `${id}-${current}` : undefined}
      onKeyDown={walk}
      onFocus={() => {
        if (current < 0 && total > 0) onCurrent(0);
      }}
    >
      <Headings />
      <tbody className="guest-rows" style={{ blockSize: rows.height }}>
        {Array.from({ length: Math.max(0, end - first) }, (_, offset) => (
          <GuestRow
            key={first + offset}
            id={`${id}-${first + offset}`}
            index={first + offset}
            top={rows.start + offset * rows.rowHeight}
            height={rows.rowHeight}
            guest={rowAt(known, first + offset)}
            withDay={withDay}
            current={first + offset === current}
            opened={opened}
            onPress={() => {
              onCurrent(first + offset);
              toggle(first + offset);
            }}
          />
        ))}
      </tbody>
    </table>
  );
}

function Headings() {
  const { t } = useWords();
  const form = useForm();
  return (
    <thead className="guest-headings">
      <tr aria-rowindex={1} className="guest-row">
        <th scope="col">{t('column.time')}</th>
        <th scope="col">
          <span className="unseen">{t('column.verdict')}</span>
        </th>
        <th scope="col">{t('column.name')}</th>
        <th scope="col">{t(`people.${form}-place`)}</th>
        <th scope="col" className="stay-dates">
          {t('column.stay')}
        </th>
        <th scope="col" className="document">
          {t('column.document')}
        </th>
        <th scope="col">{t('column.delivery')}</th>
      </tr>
    </thead>
  );
}
