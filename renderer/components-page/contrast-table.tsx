import { useEffect, useRef, useState } from 'react';
import { contrastOf } from './contrast';

const pairs: readonly (readonly [role: string, ink: string, ground: string, least: number])[] = [
  ['text', '--ink', '--stage', 7],
  ['secondary', '--ink-2', '--ground', 4.5],
  ['on demand', '--ink-3', '--ground', 4.5],
  ['action', '--accent', '--stage', 4.5],
  ['on an action', '--on-accent', '--accent', 4.5],
  ['border of a control', '--line-strong', '--field', 3],
  ['verified', '--on-verified', '--verified', 4.5],
  ['queued', '--on-queued', '--queued', 4.5],
  ['by eye', '--on-by-eye', '--by-eye', 4.5],
  ['refused', '--on-refused', '--refused', 4.5],
  ['verified, as text', '--verified-text', '--stage', 4.5],
  ['queued, as text', '--queued-text', '--stage', 4.5],
  ['by eye, as text', '--by-eye-text', '--stage', 4.5],
  ['refused, as text', '--refused-text', '--stage', 4.5],
];

/** What the colours of this theme come to, as the browser has them. */
export function ContrastTable() {
  const place = useRef<HTMLTableElement>(null);
  const [figures, setFigures] = useState<readonly number[]>([]);
  useEffect(() => {
    if (!place.current) return;
    const style = getComputedStyle(place.current);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    setFigures(pairs.map(([, ink, ground]) => contrastOf(colour(ink), colour(ground))));
  }, []);
  return (
    <table ref={place} className="contrast-table">
      <caption>Contrast</caption>
      <tbody>
        {pairs.map(([role, ink, ground, least], place) => (
          <tr key={role}>
            <th scope="row">{role}</th>
            <td className="mono">
              {ink} / {ground}
            </td>
            <td>{figures[place]?.toFixed(1)}</td>
            <td>
              {figures[place] !== undefined && (figures[place] >= least ? `≥ ${least}` : `below ${least}`)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
