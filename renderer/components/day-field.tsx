import { type DateValue, parseDate } from '@internationalized/date';
import { CalendarBlankIcon } from '@phosphor-icons/react/dist/csr/CalendarBlank';
import { CaretLeftIcon } from '@phosphor-icons/react/dist/csr/CaretLeft';
import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight';
import { type RefObject, useEffect, useRef } from 'react';
import {
  Button as Pressable,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  FieldError,
  Group,
  Heading,
  Label,
  Popover,
} from 'react-aria-components';
import { useWords } from '../messages';
import { FieldFault } from './field';
import { Icon } from './icon';
import './day-field.css';

interface DayFieldProps {
  label: string;
  /** A calendar day `YYYY-MM-DD`; empty while it is not complete. */
  value: string;
  onChange(day: string): void;
  fault?: string;
}

/** A calendar day: typed part by part, or chosen from a calendar. */
export function DayField({ label, value, onChange, fault }: DayFieldProps) {
  const { t } = useWords();
  const field = useRef<HTMLDivElement>(null);
  useSubmitOnEnter(field);
  const day: DateValue | null = value ? parseDate(value) : null;
  return (
    <DatePicker
      ref={field}
      className="field day-field"
      value={day}
      onChange={(next) => onChange(next?.toString() ?? '')}
      isInvalid={fault !== undefined}
      granularity="day"
      shouldForceLeadingZeros
    >
      <Label className="field-label">{label}</Label>
      <Group className="input">
        <DateInput className="day-parts">
          {(segment) => <DateSegment segment={segment} className="day-part" />}
        </DateInput>
        <Pressable className="day-open" aria-label={t('stay.calendar')}>
          <Icon of={CalendarBlankIcon} size="small" />
        </Pressable>
      </Group>
      <FieldError className="field-fault">
        <FieldFault>{fault}</FieldFault>
      </FieldError>
      <Popover className="calendar-popover">
        <Dialog>
          <Calendar className="calendar">
            <header>
              <Pressable slot="previous" aria-label={t('stay.previous-month')}>
                <Icon of={CaretLeftIcon} size="small" />
              </Pressable>
              <Heading />
              <Pressable slot="next" aria-label={t('stay.next-month')}>
                <Icon of={CaretRightIcon} size="small" />
              </Pressable>
            </header>
            <CalendarGrid>{(date) => <CalendarCell date={date} className="calendar-day" />}</CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  );
}

/** Enter in a part of a date sends the form, as it does in every other field. The component library has no hook for it. */
function useSubmitOnEnter(field: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = field.current;
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.repeat || !(event.target instanceof HTMLElement)) return;
      if (event.target.getAttribute('role') !== 'spinbutton') return;
      event.preventDefault();
      event.target.closest('form')?.requestSubmit();
    };
    element?.addEventListener('keydown', pressed);
    return () => element?.removeEventListener('keydown', pressed);
  }, [field]);
}
