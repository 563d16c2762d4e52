import { type FormEvent, type ReactNode, useState } from 'react';
import { type ErrorCode, reportOf } from '../../../shared/domain/error';
import { Button, DayField, ErrorNote, Field, Segments } from '../../components';
import { useWords } from '../../messages';
import { useTerminal } from '../../terminal';
import { useCounter } from '../counter-context';
import { ChipLinesField } from './chip-lines-field';
import {
  type ChipKeyDraft,
  type ChipKeyFaults,
  type KeyKind,
  checkedKey,
  emptyDraft,
  printedDateDigit,
  printedDigit,
} from './chip-key-draft';

/** What opens a chip, typed: the printed lines whole, number and dates out of them, or the access number. */
export function ChipKeyForm({
  kind,
  onKind,
  children,
}: {
  kind: KeyKind;
  onKind(kind: KeyKind): void;
  children(submit: ReactNode): ReactNode;
}) {
  const { t } = useWords();
  const { client } = useTerminal();
  const { present } = useCounter();
  const [draft, setDraft] = useState<ChipKeyDraft>(emptyDraft);
  const [faults, setFaults] = useState<ChipKeyFaults>({});
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const change = (next: Partial<ChipKeyDraft>) => {
    setDraft((before) => ({ ...before, ...next }));
    setFaults({});
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    // Whole lines are a presentation like any other: they can be compared by eye, and open the chip besides.
    if (kind === 'lines') return present({ reader: 'keyboard', text: draft.lines.trim() });
    const checked = checkedKey(kind, draft);
    if ('faults' in checked) return setFaults(checked.faults);
    try {
      await client.call('chip.open', checked.key);
    } catch (thrown) {
      setProblem(reportOf(thrown).code);
    }
  };
  return (
    <form className="chip-key" onSubmit={(event) => void submit(event)} noValidate>
      <Segments
        label={t('chip.kinds')}
        segments={KINDS.map((key) => ({ key, label: t(`chip.kind.${key}`) }))}
        selected={kind}
        onSelect={onKind}
      />
      <div key={kind} ref={focusFirst}>
        {kind === 'lines' && <ChipLinesField value={draft.lines} onChange={(lines) => change({ lines })} />}
        {kind === 'fields' && <NumberAndDates draft={draft} faults={faults} onChange={change} />}
        {kind === 'can' && (
          <div className="chip-can">
            <Field
              label={t('chip.can')}
              help={t('chip.can-help')}
              value={draft.can}
              onChange={(can) => change({ can })}
              fault={faults.can && t(faults.can)}
              inputMode="numeric"
              maxLength={6}
            />
          </div>
        )}
      </div>
      {problem && <ErrorNote code={problem} />}
      {children(
        <Button type="submit" kind="primary" big hint="⏎">
          {t('chip.open')}
        </Button>,
      )}
    </form>
  );
}

/** Whoever chose a kind types it next. */
const focusFirst = (part: HTMLElement | null) => part?.querySelector<HTMLElement>('input, textarea')?.focus();

const KINDS: readonly KeyKind[] = ['fields', 'lines', 'can'];

interface NumberAndDatesProps {
  draft: ChipKeyDraft;
  faults: ChipKeyFaults;
  onChange(change: Partial<ChipKeyDraft>): void;
}

/** Behind each field stands, in the printed lines, the digit that it must give: who compares it finds a slip of the finger. */
function NumberAndDates({ draft, faults, onChange }: NumberAndDatesProps) {
  const { t } = useWords();
  const digits = [
    printedDigit(draft.documentNumber),
    printedDateDigit(draft.birthDate),
    printedDateDigit(draft.expiryDate),
  ] as const;
  return (
    <>
      <div className="chip-fields">
        <Field
          label={t('chip.number')}
          value={draft.documentNumber}
          onChange={(documentNumber) => onChange({ documentNumber })}
          fault={faults.documentNumber && t(faults.documentNumber)}
          maxLength={22}
        />
        <CheckDigit digit={digits[0]} />
        <DayField
          label={t('chip.birth-date')}
          value={draft.birthDate}
          onChange={(birthDate) => onChange({ birthDate })}
          fault={faults.birthDate && t(faults.birthDate)}
        />
        <CheckDigit digit={digits[1]} />
        <DayField
          label={t('chip.expiry-date')}
          value={draft.expiryDate}
          onChange={(expiryDate) => onChange({ expiryDate })}
          fault={faults.expiryDate && t(faults.expiryDate)}
        />
        <CheckDigit digit={digits[2]} />
      </div>
      <p className="secondary label">{t('chip.check-digit-help')}</p>
    </>
  );
}

function CheckDigit({ digit }: { digit: string | undefined }) {
  const { t } = useWords();
  return (
    <p className="chip-digit">
      <span>{t('chip.check-digit')}</span>
      <output>{digit ?? '–'}</output>
    </p>
  );
}
