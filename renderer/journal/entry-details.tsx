import { XIcon } from '@phosphor-icons/react/dist/csr/X';
import { useEffect, useState } from 'react';
import { Button as Pressable } from 'react-aria-components';
import type { JournalDetails } from '../../shared/contract/journal-calls';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { ErrorNote, Facts, Icon, LinkButton } from '../components';
import { DeliveryMark } from '../counter';
import { useWords } from '../messages';
import { useTerminal, useView } from '../terminal';
import { EntryBody } from './entry-body';
import { ReceiptDialogue } from './receipt-dialogue';
import { useAboutThis } from './use-about-this';

/** One entry: header and hash, delivery, what it is about and what is about it, and its body with everybody masked. */
export function EntryDetails({
  entry,
  onOpen,
  onClose,
}: {
  entry: string;
  onOpen(entry: string): void;
  onClose(): void;
}) {
  const { t } = useWords();
  const { details, problem } = useDetails(entry);
  const [signing, setSigning] = useState(false);
  return (
    <section className="entry-details" aria-label={t('journal.details')}>
      <Pressable className="entry-close" aria-label={t('journal.close')} onPress={onClose}>
        <Icon of={XIcon} size="small" />
      </Pressable>
      {problem && <ErrorNote code={problem} />}
      {details && (
        <>
          <h2>{t(`kind.${details.kind}`)}</h2>
          <HeaderFacts details={details} onOpen={onOpen} />
          <EntryBody key={details.id} details={details} onReceipt={() => setSigning(true)} />
          {signing && <ReceiptDialogue entry={details.id} onClose={() => setSigning(false)} />}
        </>
      )}
    </section>
  );
}

function HeaderFacts({ details, onOpen }: { details: JournalDetails; onOpen(entry: string): void }) {
  const { t, number, clockWithSeconds, day } = useWords();
  const { header, hash, acknowledgement, deliveryReason, aboutLine } = details;
  const aboutThis = useAboutThis(details);
  const moment = (at: string) => `${day(at.slice(0, 10))} ${clockWithSeconds(new Date(at))}`;
  const link = (line: { id: string; seq: number; kind: JournalDetails['kind'] }) => (
    <LinkButton key={line.id} onPress={() => onOpen(line.id)}>
      {t('journal.entry-link', { kind: t(`kind.${line.kind}`), seq: number(line.seq) })}
    </LinkButton>
  );
  const delivery = (
    <>
      <DeliveryMark guest={details} />
      {acknowledgement && <span>{t('journal.acknowledged-at', { moment: moment(acknowledgement.at) })}</span>}
      {acknowledgement?.checkpoint !== undefined && (
        <span>{t('journal.countersigned', { seq: number(acknowledgement.checkpoint) })}</span>
      )}
      {deliveryReason && <span>{t('guests.refused-because', { reason: deliveryReason })}</span>}
    </>
  );
  const about = aboutLine ? link(aboutLine) : (header.about ?? t('journal.nothing'));
  return (
    <Facts
      lines
      facts={[
        {
          term: t('journal.sequence'),
          value: t('journal.of-epoch', { seq: number(header.seq), epoch: number(header.epoch) }),
        },
        { term: t('column.time'), value: moment(header.at) },
        { term: t('column.delivery'), value: <span className="stacked">{delivery}</span> },
        { term: t('journal.about'), value: about },
        {
          term: t('journal.about-this'),
          value: (
            <span className="stacked">
              {aboutThis.length > 0 ? aboutThis.map(link) : t('journal.nothing')}
            </span>
          ),
        },
        { term: t('journal.retention'), value: header.retention },
        { term: t('journal.id'), value: <code>{header.id}</code> },
        { term: t('journal.hash'), value: <code>{hash}</code> },
        { term: t('journal.previous'), value: <code>{header.previous}</code> },
        { term: t('journal.commitment'), value: <code>{header.commitment}</code> },
        { term: t('journal.cipher-hash'), value: <code>{header.cipherHash}</code> },
      ]}
    />
  );
}

/** The entry as it stands now: a delivery changes it. */
function useDetails(entry: string) {
  const { client } = useTerminal();
  const { changes } = useView();
  const [found, setFound] = useState<{ details?: JournalDetails; problem?: ErrorCode; changes?: number }>({});
  useEffect(() => {
    let outdated = false;
    const look = async () => {
      try {
        const details = await client.call('journal.entry', { entry });
        if (!outdated) setFound({ details, changes });
      } catch (thrown) {
        if (!outdated) setFound({ problem: reportOf(thrown).code, changes });
      }
    };
    void look();
    return () => {
      outdated = true;
    };
  }, [client, entry, changes]);
  return found.details && found.details.id !== entry ? {} : found;
}
