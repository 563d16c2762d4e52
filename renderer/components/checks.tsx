import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check';
import { ClockIcon } from '@phosphor-icons/react/dist/csr/Clock';
import type { Check } from '../../shared/domain/verdict';
import { useWords } from '../messages';
import { checkResult } from './check-result';
import { Glyph } from './glyph';
import { Icon } from './icon';
import './checks.css';

/** What was checked, line by line: passed and how, failed, or not known yet. */
export function Checks({ checks, columns }: { checks: readonly Check[]; columns: 1 | 2 }) {
  const words = useWords();
  return (
    <ul className={columns === 1 ? 'checks one' : 'checks'}>
      {checks.map((check) => (
        <li key={check.name} className={check.ok === false ? 'failed' : undefined}>
          {check.ok === true && <Icon of={CheckIcon} weight="bold" />}
          {check.ok === null && <Icon of={ClockIcon} weight="bold" />}
          {check.ok === false && <Glyph outcome="refused" small />}
          <span>{words.t(`check.${check.name}`)}</span>
          <em>{checkResult(check, words)}</em>
        </li>
      ))}
    </ul>
  );
}
