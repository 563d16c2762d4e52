import { FilePdfIcon } from '@phosphor-icons/react/dist/csr/FilePdf';
import { PrinterIcon } from '@phosphor-icons/react/dist/csr/Printer';
import { useState } from 'react';
import type { Reply } from '../../shared/contract/calls';
import { Button } from '../components';
import { type Translate, useWords } from '../messages';
import { useTerminal } from '../terminal';
import { languageForGuest } from './signature';
import './card-actions.css';

type State = 'idle' | 'working' | Reply<'registration.print'> | 'failed';

/** Prints the registration cards of these entries, or saves them. Whatever the printer does, the record is safe. */
export function CardActions({
  entries,
  nationality,
}: {
  entries: readonly string[];
  /** Of the head: its language is the card's, where there are words in it. */
  nationality: string | undefined;
}) {
  const { t, language } = useWords();
  const { client } = useTerminal();
  const [state, setState] = useState<State>('idle');
  const print = (to: 'printer' | 'pdf') => {
    setState('working');
    client
      .call('registration.print', {
        entries: [...entries],
        to,
        size: 'A5',
        language: languageForGuest(nationality, language),
      })
      .then(setState, () => setState('failed'));
  };
  return (
    <div className="card-actions">
      <Button icon={PrinterIcon} isDisabled={state === 'working'} onPress={() => print('printer')}>
        {t('card.print')}
      </Button>
      <Button icon={FilePdfIcon} isDisabled={state === 'working'} onPress={() => print('pdf')}>
        {t('card.save')}
      </Button>
      <output>
        {state === 'failed' && t('card.problem-failed')}
        {typeof state === 'object' && saidOf(state, t)}
      </output>
    </div>
  );
}

function saidOf({ done, problem, file }: Reply<'registration.print'>, t: Translate): string {
  if (done) return file === undefined ? t('card.printed') : t('card.saved', { file });
  if (problem === 'cancelled') return '';
  return t(problem === 'no-printer' ? 'card.problem-none' : 'card.problem-failed');
}
