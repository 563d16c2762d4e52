import { PrinterIcon } from '@phosphor-icons/react/dist/csr/Printer';
import { useState } from 'react';
import { Relationship } from '../../shared/domain/party';
import {
  Banner,
  Button,
  ChoiceField,
  Countdown,
  DayField,
  Dot,
  ErrorNote,
  Facts,
  Field,
  Finding,
  MoreMenu,
  Segments,
} from '../components';
import { useWords } from '../messages';

/** Buttons, fields and notices, each at rest, at fault and out of use; the focus ring is the browser's own on Tab. */
export function Controls() {
  const { t } = useWords();
  const [room, setRoom] = useState('412');
  const [day, setDay] = useState('2026-11-19');
  const [tie, setTie] = useState<Relationship | ''>('');
  const [filter, setFilter] = useState<'all' | 'waiting'>('all');
  const ties = Relationship.options.map((key) => ({ key, label: t(`relationship.${key}`) }));
  return (
    <>
      <div className="pieces">
        <Button kind="primary" hint="⏎">
          {t('verdict.match')}
        </Button>
        <Button icon={PrinterIcon}>{t('card.print')}</Button>
        <Button kind="quiet">{t('stay.cancel')}</Button>
        <Button isDisabled>{t('recorded.next')}</Button>
        <MoreMenu
          label={t('party.more', { name: '412' })}
          actions={[{ key: 'remove', label: t('party.remove'), act: () => undefined }]}
        />
        <Countdown left={12} of={30}>
          {t('verdict.clears-in', { n: 12 })}
        </Countdown>
      </div>
      <div className="fields">
        <Field label={t('stay.room')} value={room} onChange={setRoom} />
        <Field label={t('stay.room')} value="" onChange={setRoom} fault={t('stay.error-room')} />
        <DayField label={t('stay.arrival')} value={day} onChange={setDay} />
        <ChoiceField
          label={t('party.guardian-is')}
          prompt={t('party.choose')}
          choices={ties}
          selected={tie}
          onSelect={setTie}
        />
      </div>
      <Segments
        label={t('guests.filter-label')}
        segments={[
          { key: 'all', label: t('filter.all'), count: '48' },
          { key: 'waiting', label: t('filter.waiting'), count: '3' },
        ]}
        selected={filter}
        onSelect={setFilter}
      />
      <Facts
        facts={[
          { term: t('stay.room'), value: '412' },
          { term: t('stay.nights'), value: '3' },
        ]}
      />
      <Banner kind="training" title={t('banner.training')}>
        {t('banner.training-text')}
      </Banner>
      <Banner kind="loud" mark={<Dot state="attention" />} title={t('alert.late-refusal.title')} />
      <Finding title={t('ready.no-reader')}>
        <p>{t('ready.no-reader-text')}</p>
      </Finding>
      <ErrorNote code="journal-full" />
    </>
  );
}
