import type { Guest } from '../../shared/contract/guest';
import { useNow } from '../components';
import { useWords } from '../messages';
import { useView } from '../terminal';
import { dueIn } from './reporting-deadline';

/** How long is left until the report has to be sent, or how far it has come; nothing where none is due. */
export function ReportDue({ guest }: { guest: Guest }) {
  const { t, age } = useWords();
  const { state } = useView();
  const now = useNow(30_000);
  const due = dueIn(guest, state?.purpose.reporting?.withinHours, now);
  if (due) {
    return (
      <small className={due.urgent ? 'due urgent' : 'due'}>
        {due.seconds >= 0
          ? t(guest.report ? 'report.short.due' : 'guests.due', { age: age(due.seconds) })
          : t(guest.report ? 'report.short.overdue' : 'guests.overdue', { age: age(-due.seconds) })}
      </small>
    );
  }
  const reached = guest.report?.state;
  if (reached === undefined || reached === 'due' || guest.void) return null;
  return (
    <small className={reached === 'refused' ? 'due urgent' : 'due'}>{t(`report.short.${reached}`)}</small>
  );
}
