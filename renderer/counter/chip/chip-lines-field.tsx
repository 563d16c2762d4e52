import { useEffect, useState } from 'react';
import { Label, TextArea, TextField } from 'react-aria-components';
import type { LinesCheck } from '../../../shared/contract/chip-calls';
import { FieldFault } from '../../components';
import { useWords } from '../../messages';
import { useTerminal } from '../../terminal';

/** The printed lines, typed as they stand: what their check digits say is told while they are typed. */
export function ChipLinesField({ value, onChange }: { value: string; onChange(lines: string): void }) {
  const { t } = useWords();
  const check = useLinesCheck(value);
  const lengths = value
    .split('\n')
    .map((line) => line.trim().length)
    .filter((length) => length > 0);
  return (
    <TextField
      className="field chip-lines"
      value={value}
      onChange={(text) => onChange(text.toUpperCase())}
      isInvalid={check.whole && check.failed.length > 0}
    >
      <Label className="field-label">{t('chip.lines')}</Label>
      <TextArea className="input mono" rows={3} spellCheck={false} autoComplete="off" dir="ltr" />
      <output className="chip-lines-check">
        {!check.whole && (
          <span className="field-help">
            {lengths.length === 0 ? t('chip.lines-help') : t('chip.lines-so-far', { n: lengths.join(' + ') })}
          </span>
        )}
        {check.whole && check.failed.length === 0 && <b>{t('chip.lines-right')}</b>}
        {check.failed.map((name) => (
          <span className="field-fault" key={name}>
            <FieldFault>{t('chip.lines-wrong', { field: t(`chip.line-field.${name}`) })}</FieldFault>
          </span>
        ))}
      </output>
    </TextField>
  );
}

const nothingYet: LinesCheck = { whole: false, failed: [] };

/** The terminal knows the layouts; a late answer about what is typed no longer is dropped. */
function useLinesCheck(text: string): LinesCheck {
  const { client } = useTerminal();
  const [checked, setChecked] = useState({ text: '', check: nothingYet });
  useEffect(() => {
    let outdated = false;
    const ask = async () => {
      const check = await client.call('chip.check-lines', { text: text.slice(0, 300) }).catch(() => null);
      if (check && !outdated) setChecked({ text, check });
    };
    void ask();
    return () => {
      outdated = true;
    };
  }, [client, text]);
  return checked.text === text ? checked.check : nothingYet;
}
