import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight';
import { Button as Pressable } from 'react-aria-components';
import type { JournalLine } from '../../shared/contract/journal-calls';
import { Icon } from '../components';
import { DeliveryMark } from '../counter';
import { useWords } from '../messages';

/** One entry in the list; an empty row until its line has come. */
export function EntryRow({
  index,
  line,
  opened,
  onOpen,
}: {
  index: number;
  line: JournalLine | undefined;
  opened: boolean;
  onOpen(entry: string): void;
}) {
  const { t, number, clockWithSeconds, shortDay } = useWords();
  const open = () => {
    if (line) onOpen(line.id);
  };
  return (
    <tr
      data-index={index}
      className={opened ? 'entry-row open' : 'entry-row'}
      aria-rowindex={index + 1}
      onClick={open}
    >
      <td className="entry-seq">{line && number(line.seq)}</td>
      <td className="entry-time secondary">
        {line && (
          <>
            {clockWithSeconds(new Date(line.at))} <small>{shortDay(new Date(line.at))}</small>
          </>
        )}
      </td>
      <td className="entry-kind">
        {line && t(`kind.${line.kind}`)}
        {line?.erased && <small>{t('journal.erased')}</small>}
      </td>
      <td className="entry-id mono quiet">{line?.id.slice(0, 13)}</td>
      <td className="entry-delivery">{line && <DeliveryMark guest={line} />}</td>
      <td>
        <Pressable
          className="row-open"
          aria-expanded={opened}
          aria-label={
            line
              ? t('journal.open-entry', { kind: t(`kind.${line.kind}`), seq: number(line.seq) })
              : t('journal.details')
          }
          onPress={open}
        >
          <Icon of={CaretRightIcon} size="small" />
        </Pressable>
      </td>
    </tr>
  );
}
