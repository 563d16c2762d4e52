import { useState } from 'react';
import type { JournalSearch } from '../../shared/contract/journal-calls';
import { EntryKind } from '../../shared/domain/entry';
import { Button, ChoiceField, DayField, Field, Segments } from '../components';
import { useWords } from '../messages';
import { useWorksAs } from '../operators';

/** What stands in the fields; an id that is too short to be looked for is kept, and passed over. */
export interface FilterFields {
  kind: EntryKind | 'all';
  from: string;
  to: string;
  delivery: 'all' | 'waiting' | 'delivered' | 'refused';
  id: string;
  operator: string;
}

export const noFilters: FilterFields = {
  kind: 'all',
  from: '',
  to: '',
  delivery: 'all',
  id: '',
  operator: '',
};

/** The search that the fields ask for. */
export function searchOf({ kind, from, to, delivery, id, operator }: FilterFields): JournalSearch {
  const sought = id.trim().toLowerCase();
  return {
    ...(kind !== 'all' && { kind }),
    ...(from !== '' && { from }),
    ...(to !== '' && { to }),
    ...(delivery !== 'all' && { delivery }),
    ...(/^[0-9a-f-]{8,36}$/.test(sought) && { id: sought }),
    ...(operator.trim() !== '' && { operator: operator.trim() }),
  };
}

const deliveries = ['all', 'waiting', 'delivered', 'refused'] as const;

/** Kind, days, delivery, id and operator; everything that is filled in must fit. */
export function Filters({
  fields,
  onChange,
}: {
  fields: FilterFields;
  onChange(change: Partial<FilterFields>): void;
}) {
  const { t } = useWords();
  const audits = useWorksAs('supervisor');
  const filtered = JSON.stringify(fields) !== JSON.stringify(noFilters);
  const { from, to, id, operator } = fields;
  const hidden = { from, to, id, operator };
  const [wanted, setWanted] = useState(false);
  const more = wanted || Object.values(hidden).some((value) => value !== '');
  const idFault = id.trim() !== '' && searchOf(fields).id === undefined ? t('journal.id-fault') : undefined;
  return (
    <form
      className="journal-filters"
      aria-label={t('journal.filters')}
      onSubmit={(event) => event.preventDefault()}
    >
      <div className="journal-filter-line">
        <ChoiceField
          label={t('journal.kind')}
          prompt={t('journal.every-kind')}
          choices={[
            { key: 'all', label: t('journal.every-kind') },
            ...EntryKind.options.map((key) => ({ key, label: t(`kind.${key}`) })),
          ]}
          selected={fields.kind}
          onSelect={(kind) => onChange({ kind })}
          bare
        />
        <Segments
          label={t('guests.filter-label')}
          segments={deliveries.map((key) => ({ key, label: t(`filter.${key}`) }))}
          selected={fields.delivery}
          onSelect={(delivery) => onChange({ delivery })}
        />
        {!more && (
          <Button kind="quiet" onPress={() => setWanted(true)}>
            {t('journal.more-filters')}
          </Button>
        )}
        {filtered && (
          <Button kind="quiet" onPress={() => onChange(noFilters)}>
            {t('journal.clear-filters')}
          </Button>
        )}
      </div>
      {more && (
        <div className="journal-more-filters">
          <DayField label={t('journal.from')} value={from} onChange={(from) => onChange({ from })} />
          <DayField label={t('journal.to')} value={to} onChange={(to) => onChange({ to })} />
          <Field
            label={t('journal.id')}
            value={id}
            onChange={(id) => onChange({ id })}
            maxLength={40}
            fault={idFault}
          />
          {audits && (
            <Field
              label={t('journal.operator')}
              value={operator}
              onChange={(operator) => onChange({ operator })}
              maxLength={60}
            />
          )}
        </div>
      )}
    </form>
  );
}
