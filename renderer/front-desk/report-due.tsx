import type { Guest } from '../../shared/contract/guest';
import { useNow } from '../components';
import { useWords } from '../messages';
import { useView } from '../terminal';
import { dueIn } from './reporting-deadline';

/** How long is left until the authority must have the record; nothing once it has it, and where no report is due. */
export function ReportDue({ guest }: { guest: Guest }) {
  const { t, age } = useWords();
  const { state } = useView();
  const now = useNow(30_000);
  const due = dueIn(guest, state?.purpose.reporting?.withinHours, now);
  if (due === undefined) return null;
  return (
    <small className={due.urgent ? 'due urgent' : 'due'}>
      {due.seconds >= 0
        ? t('guests.due', { age: age(due.seconds) })
        : t('guests.overdue', { age: age(-due.seconds) })}
    </small>
  );
}
