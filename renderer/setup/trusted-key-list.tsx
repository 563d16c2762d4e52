import { useEffect, useRef } from 'react';
import type { TrustedKey } from '../../shared/contract/trust-calls';
import { useVirtualRows } from '../components';
import { useWords } from '../messages';

const ROW_REMS = 3.5;

interface TrustedKeyListProps {
  total: number;
  /** Undefined until it has been looked up. */
  keyAt(index: number): TrustedKey | undefined;
  onRows(rows: { first: number; end: number }): void;
}

/** Thousands of keys, of which only those in view are drawn. It has the focus; the keys of the keyboard scroll it. */
export function TrustedKeyList({ total, keyAt, onRows }: TrustedKeyListProps) {
  const { t } = useWords();
  const box = useRef<HTMLTableElement>(null);
  const rows = useVirtualRows(box, total, ROW_REMS);
  const { first, end } = rows;
  useEffect(() => onRows({ first, end }), [onRows, first, end]);
  return (
    <table
      ref={box}
      className="trusted-keys"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- whoever has no mouse scrolls it
      tabIndex={0}
      aria-label={t('trust.keys')}
      aria-rowcount={total + 1}
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
        {Array.from({ length: Math.max(0, end - first) }, (_, offset) => (
          <tr
            key={first + offset}
            aria-rowindex={first + offset + 2}
            style={{
              blockSize: rows.rowHeight,
              transform: `translateY(${rows.start + offset * rows.rowHeight}px)`,
            }}
          >
            <Cells trusted={keyAt(first + offset)} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cells({ trusted }: { trusted: TrustedKey | undefined }) {
  const { t, day, localised } = useWords();
  if (!trusted) return <td colSpan={4}>{t('trust.loading')}</td>;
  const { issuer, name, formats, training, kid, kind, algorithm, fingerprint = '', until } = trusted;
  const state = t(training ? 'trust.sample' : 'trust.live');
  const signs = formats.map((format) => t(`format.${format}`)).join(' · ');
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
        {(fingerprint.match(/.{4}/g) ?? []).join(' ')}
      </td>
    </>
  );
}
