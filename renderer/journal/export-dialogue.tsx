import { JournalExportFormat } from '../../shared/contract/journal-calls';
import { Actions, Button, Dialogue } from '../components';
import { useWords } from '../messages';

/** Which export: each says what is in it and whom it is for. */
export function ExportDialogue({
  onChoose,
  onClose,
}: {
  onChoose(format: JournalExportFormat): void;
  onClose(): void;
}) {
  const { t } = useWords();
  return (
    <Dialogue title={t('journal.export')} onClose={onClose} wide>
      <ul className="export-choices">
        {JournalExportFormat.options.map((format) => (
          <li key={format}>
            <div>
              <b>{t(`journal.format-${format}`)}</b>
              <p className="secondary">{t(`journal.format-${format}-sentence`)}</p>
            </div>
            <Button
              onPress={() => onChoose(format)}
              aria-label={`${t('journal.choose-file')}: ${t(`journal.format-${format}`)}`}
            >
              {t('journal.choose-file')}
            </Button>
          </li>
        ))}
      </ul>
      <Actions>
        <Button hint="esc" onPress={onClose}>
          {t('journal.close')}
        </Button>
      </Actions>
    </Dialogue>
  );
}
