import type { RefObject } from 'react';
import { nights } from '../../shared/domain/check-in';
import { DayField, Field } from '../components';
import { useWords } from '../messages';
import type { StayDraft, StayFaults } from './stay';

/** Room, arrival and departure, and the nights between them. */
export function StayFields({
  draft,
  faults,
  onChange,
  room,
}: {
  draft: StayDraft;
  faults: StayFaults;
  onChange(change: Partial<StayDraft>): void;
  room: RefObject<HTMLInputElement | null>;
}) {
  const { t, day, number } = useWords();
  const length = draft.arrival && draft.departure ? nights(draft) : 0;
  return (
    <div className="stay">
      <Field
        label={t('stay.room')}
        value={draft.room}
        onChange={(value) => onChange({ room: value })}
        fault={faults.room && t(faults.room)}
        inputRef={room}
      />
      <DayField
        label={t('stay.arrival')}
        value={draft.arrival}
        onChange={(arrival) => onChange({ arrival })}
        fault={faults.arrival && t(faults.arrival)}
      />
      <DayField
        label={t('stay.departure')}
        value={draft.departure}
        onChange={(departure) => onChange({ departure })}
        fault={
          faults.departure &&
          (faults.departure === 'stay.error-departure'
            ? t(faults.departure, { arrival: day(draft.arrival) })
            : t(faults.departure))
        }
      />
      <p className="nights">
        <span>{t('stay.nights')}</span>
        <b>{length > 0 ? number(length) : '–'}</b>
      </p>
    </div>
  );
}
