import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { TrustedKey } from '../../shared/contract/trust-calls';
import { rowStep, useVirtualRows } from '../components';
import { useWords } from '../messages';
import { TrustedKeyDetails } from './trusted-key-details';
import { fingerprintWords, keyFormats } from './trusted-key-words';

const ROW_REMS = 3.5;

interface TrustedKeyListProps {
  total: number;
  /** Undefined until it has been looked up. */
  keyAt(index: number): TrustedKey | undefined;
  onRows(rows: { first: number; end: number }): void;
}

/**
 * Thousands of keys, of which only those in view are drawn. The grid has the focus; arrows walk, Enter or a press opens
 * the details below, and closes them.
 */
export function TrustedKeyList({ total, keyAt, onRows }: TrustedKeyListProps) {
  const { t } = useWords();
  const box = useRef<HTMLTableElement>(null);
  const id = useId();
  /** The row that the keys are at; -1 before the first. */
  const [current, setCurrent] = useState(-1);
  const [opened, setOpened] = useState<number | null>(null);
  const rows = useVirtualRows(box, total, ROW_REMS);
  const { first, end } = rows;
  useEffect(() => onRows({ first, end }), [onRows, first, end]);
  const toggle = (index: number) => setOpened((before) => (before === index ? null : index));
  const walk = (event: KeyboardEvent) => {
    const to = rowStep(event.key, current, { perPage: rows.perPage, total });
    if (to !== undefined) {
      setCurrent(to);
      rows.reveal(to);
    } else if (event.key === 'Enter' || event.key === ' ') toggle(current);
    else return;
    event.preventDefault();
  };
  const detailed = opened === null ? undefined : keyAt(opened);
  return (
    <>
      <table
        ref={box}
        className="trusted-keys"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- one focus walks its rows: a grid
        role="grid"
        tabIndex={0}
        aria-label={t('trust.keys')}
        aria-rowcount={total + 1}
        aria-activedescendant={current >= first && current < end ? `${id}-${current}` : undefined}
        onKeyDown={walk}
        onFocus={() => setCurrent((before) => Math.max(0, before))}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{t('trust.issuer')}</th>
            <th scope="col">{t('trust.signs')}</th>
            <th scope="col">{t('trust.key')}</th>
            <th scope="col">{t('trust.fingerprint')}</th>
          </tr>
        </thead>
        <tbody style={{ blockSize: rows.height }}>
          {Array.from({ length: Math.max(0, end - first) }, (_, offset) => first + offset).map((index) => (
            <tr
              key={index}
              id={`${id}-${index}`}
              aria-rowindex={index + 2}
              aria-selected={index === opened}
              className={rowClass(index === current, index === opened)}
              style={{
                blockSize: rows.rowHeight,
                transform: `translateY(${rows.start + (index - first) * rows.rowHeight}px)`,
              }}
              onClick={() => {
                setCurrent(index);
                toggle(index);
              }}
            >
              <Cells trusted={keyAt(index)} />
            </tr>
          ))}
        </tbody>
      </table>
      {detailed && (
        <TrustedKeyDetails
          key={opened}
          trusted={detailed}
          onClose={() => {
            setOpened(null);
            box.current?.focus();
          }}
        />
      )}
    </>
  );
}

function rowClass(current: boolean, open: boolean): string {
  return [current && 'current', open && 'open'].filter(Boolean).join(' ');
}

function Cells({ trusted }: { trusted: TrustedKey | undefined }) {
  const words = useWords();
  const { t, day, localised } = words;
  if (!trusted) return <td colSpan={4}>{t('trust.loading')}</td>;
  const { issuer, name, training, kid, kind, algorithm, fingerprint = '', until } = trusted;
  const state = t(training ? 'trust.sample' : 'trust.live');
  const signs = keyFormats(trusted, words);
  return (
    <>
      <td>
        <b title={issuer}>{localised(name) || issuer}</b>
        <small className="issuer-id" title={issuer}>
          {state} · <bdi>{issuer}</bdi>
        </small>
        <small className="formats-beside">
          {state} · {signs}
        </small>
      </td>
      <td className="formats">{signs}</td>
      <td>
        <span title={kid}>{kind === 'route' ? t('trust.route') : (kid ?? algorithm)}</span>
        <small>
          {[kid && algorithm, until && t('trust.until', { day: day(until) })].filter(Boolean).join(' · ')}
        </small>
      </td>
      <td className="mono" dir="ltr">
        {fingerprintWords(fingerprint)}
      </td>
    </>
  );
}
