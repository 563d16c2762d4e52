import { ChartBarIcon } from '@phosphor-icons/react/dist/csr/ChartBar';
import { TableIcon } from '@phosphor-icons/react/dist/csr/Table';
import { useParentSize } from '@visx/responsive';
import { type ReactNode, useId, useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { Icon } from '../components';
import { useWords } from '../messages';

/** Every drawing is so high and as wide as its place, both in sixteenths of the root's type size. */
export const DRAWN_HEIGHT = 184;
const UNITS_IN_REM = 16;

interface PictureProps {
  title: string;
  note?: ReactNode;
  /** What a person who does not see it is told; the table has the rest. */
  summary: string;
  /** What stands in the drawing where there is nothing to draw. */
  empty?: string | undefined;
  table: { head: readonly string[]; rows: readonly (readonly string[])[] };
  renderDrawing(width: number): ReactNode;
}

/** A picture with the table behind it: a button, reached by keyboard as well, shows one in place of the other. */
export function Picture({ title, note, summary, empty, table, renderDrawing }: PictureProps) {
  const { t } = useWords();
  const heading = useId();
  const [asTable, setAsTable] = useState(false);
  const { parentRef, width } = useParentSize({
    debounceTime: 60,
    ignoreDimensions: ['top', 'left', 'height'],
  });
  const units = (width / rootSize()) * UNITS_IN_REM;
  return (
    <section className="picture" aria-labelledby={heading}>
      <div className="picture-head">
        <h2 id={heading}>{title}</h2>
        <span className="quiet">{note}</span>
        <ToggleButton
          className="picture-toggle"
          aria-label={t('day.as-table', { picture: title })}
          isSelected={asTable}
          onChange={setAsTable}
        >
          <Icon of={asTable ? ChartBarIcon : TableIcon} />
        </ToggleButton>
      </div>
      <div className="picture-place" ref={parentRef}>
        {asTable ? (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- whoever has no mouse scrolls it
          <section className="picture-table" tabIndex={0} aria-label={t('day.as-table', { picture: title })}>
            <Table {...table} caption={title} />
          </section>
        ) : (
          <>
            {units > 0 && (
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing in place is read as one picture
              <svg viewBox={`0 0 ${units} ${DRAWN_HEIGHT}`} role="img" aria-label={summary}>
                {renderDrawing(units)}
              </svg>
            )}
            {empty !== undefined && (
              <p className="picture-empty" aria-hidden="true">
                {empty}
              </p>
            )}
          </>
        )}
      </div>
    </section>
  );
}

function Table({ head, rows, caption }: PictureProps['table'] & { caption: string }) {
  return (
    <table>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          {head.map((word) => (
            <th key={word} scope="col">
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first = '', ...others]) => (
          <tr key={first}>
            <th scope="row">{first}</th>
            {others.map((cell, place) => (
              <td key={head[place + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function rootSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
