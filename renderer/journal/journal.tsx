import { ExportIcon } from '@phosphor-icons/react/dist/csr/Export';
import { LinkIcon } from '@phosphor-icons/react/dist/csr/Link';
import { useMemo, useState } from 'react';
import type { JournalExportFormat } from '../../shared/contract/journal-calls';
import { Button, ErrorNote, useCountdown } from '../components';
import { useWords } from '../messages';
import { useWorksAs } from '../operators';
import { useTerminal, useView } from '../terminal';
import { EntryDetails } from './entry-details';
import { EntryList } from './entry-list';
import { ExportDialogue } from './export-dialogue';
import { Filters, noFilters, searchOf } from './filters';
import { useFound } from './use-found';
import { useWork } from './use-work';
import { WorkStrip } from './work-strip';
import './journal.css';

const LEAVES_SECONDS = 120;

/** Every entry of this terminal for who must find out whether its records are whole: to browse, verify, export and prove. */
export function Journal() {
  const { t, number } = useWords();
  const { client } = useTerminal();
  const { state } = useView();
  const audits = useWorksAs('supervisor');
  const entries = state?.journal.entries ?? 0;
  // What is recorded meanwhile would push away the row that is being read: the list grows when it is asked to.
  const [head, setHead] = useState(entries);
  const [fields, setFields] = useState(noFilters);
  const [opened, setOpened] = useState<string | null>(null);
  const [exporting, setExporting] = useState(false);
  const search = useMemo(() => searchOf(fields), [fields]);
  const found = useFound(search, head);
  const running = useWork();
  // What was revealed does not stay on a screen that nobody touches.
  useCountdown(LEAVES_SECONDS, { onEnd: () => setOpened(null), occasion: opened ?? '' });
  const busy = running.work?.state === 'running';

  const showAt = async (position: number) => {
    const [line] = await client.call('journal.lines', { positions: [position] });
    if (line) setOpened(line.id);
  };
  const exportAs = (format: JournalExportFormat) => {
    setExporting(false);
    void running.begin(async () => {
      const { grant } = await client.call('journal.choose-file', { format });
      return grant === undefined ? undefined : client.call('journal.export', { format, grant });
    });
  };
  return (
    <div className="body journal">
      <div className="journal-top">
        <h1 className="title">{t('journal.title')}</h1>
        <output className="secondary">
          {found.looked < 1
            ? t('journal.looking', {
                n: number(found.total),
                percent: number(Math.floor(found.looked * 100)),
              })
            : t('journal.found', { n: number(found.total), total: number(head) })}
        </output>
        <div className="journal-acts">
          <Button
            icon={LinkIcon}
            isDisabled={busy}
            onPress={() => void running.begin(() => client.call('journal.verify', {}))}
          >
            {t('journal.verify')}
          </Button>
          <Button icon={ExportIcon} isDisabled={busy || !audits} onPress={() => setExporting(true)}>
            {t('journal.export')}
          </Button>
        </div>
      </div>
      {!audits && <p className="secondary">{t('journal.supervisor-only')}</p>}
      <WorkStrip running={running} onShow={(position) => void showAt(position)} />
      <Filters fields={fields} onChange={(change) => setFields({ ...fields, ...change })} />
      {found.problem && <ErrorNote code={found.problem} />}
      <div className={opened === null ? 'journal-columns' : 'journal-columns with-details'}>
        <div className="journal-entries">
          {entries > head && (
            <Button kind="quiet" onPress={() => setHead(entries)}>
              {t('journal.newer', { n: entries - head })}
            </Button>
          )}
          <EntryList key={JSON.stringify(fields)} found={found} opened={opened} onOpen={setOpened} />
          {found.total === 0 && found.looked === 1 && <p className="journal-none">{t('journal.none')}</p>}
        </div>
        {opened !== null && (
          <EntryDetails entry={opened} onOpen={setOpened} onClose={() => setOpened(null)} />
        )}
      </div>
      {exporting && <ExportDialogue onChoose={exportAs} onClose={() => setExporting(false)} />}
    </div>
  );
}
