import { useState } from 'react';
import { Segments } from '../components';
import { useWords } from '../messages';
import { OperatorsPage } from '../operators/operators-page';
import { About } from './about';
import { Handoff } from './handoff';
import { Health } from './health';
import { Kiosk } from './kiosk';
import { Preferences } from './preferences';
import { Readers } from './readers';
import { Trust } from './trust';
import { Updates } from './updates';
import './set-up.css';

const pages = [
  'readers',
  'trust',
  'health',
  'operators',
  'kiosk',
  'handoff',
  'updates',
  'preferences',
  'about',
] as const;
type Page = (typeof pages)[number];

/** Readers, preferences, and what this machine runs. */
export function SetUp() {
  const { t } = useWords();
  const [page, setPage] = useState<Page>('readers');
  return (
    <div className="body set-up">
      <Segments
        label={t('set-up.label')}
        segments={pages.map((key) => ({ key, label: t(`set-up.${key}`) }))}
        selected={page}
        onSelect={setPage}
        listed
      />
      <div className="set-up-page">
        <h1 className="title">{t(`set-up.${page}`)}</h1>
        {page === 'readers' && <Readers />}
        {page === 'trust' && <Trust />}
        {page === 'health' && <Health />}
        {page === 'kiosk' && <Kiosk />}
        {page === 'handoff' && <Handoff />}
        {page === 'updates' && <Updates />}
        {page === 'operators' && <OperatorsPage />}
        {page === 'preferences' && <Preferences />}
        {page === 'about' && <About />}
      </div>
    </div>
  );
}
