import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check';
import { ClockIcon } from '@phosphor-icons/react/dist/csr/Clock';
import type { Check } from '../../shared/domain/verdict';
import { useWords } from '../messages';
import { Glyph } from './glyph';
import { Icon } from './icon';
import './checks.css';

/** What was checked, line by line: passed, failed, or not known yet. */
export function Checks({ checks, columns }: { checks: readonly Check[]; columns: 1 | 2 }) {
  const { t } = useWords();
  return (
    <ul className={columns === 1 ? 'checks one' : 'checks'}>
      {checks.map((check) => (
        <li key={check.name} className={check.ok === false ? 'failed' : undefined}>
          {check.ok === true && <Icon of={CheckIcon} weight="bold" />}
          {check.ok === null && <Icon of={ClockIcon} weight="bold" />}
          {check.ok === false && <Glyph outcome="refused" small />}
          <span>{t(`check.${check.name}`)}</span>
          <em>{technical(check) ?? t(resultOf(check))}</em>
        </li>
      ))}
    </ul>
  );
}

/** The name of an algorithm reads the same in every language; other details are for the journal. */
function technical({ ok, detail }: Check): string | undefined {
  return ok === true && detail !== undefined && /^[A-Z][A-Za-z]*\d*$/.test(detail) && detail.length <= 8
    ? detail
    : undefined;
}

/** The authority and the status lists may still answer; what else could not be told will stay so. */
const answersLater: ReadonlySet<Check['name']> = new Set(['authority', 'status']);

function resultOf({ name, ok }: Check) {
  if (ok === null)
    return answersLater.has(name) ? ('check-result.open' as const) : ('check-result.unchecked' as const);
  return ok ? ('check-result.passed' as const) : ('check-result.failed' as const);
}
