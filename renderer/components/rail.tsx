import { SpeakerHighIcon } from '@phosphor-icons/react/dist/csr/SpeakerHigh';
import { SpeakerSlashIcon } from '@phosphor-icons/react/dist/csr/SpeakerSlash';
import { memo } from 'react';
import { Button as Pressable } from 'react-aria-components';
import { type Words, useWords } from '../messages';
import { useTerminal, useView } from '../terminal';
import { Icon } from './icon';
import { type Stop, railStops } from './rail-stops';
import { Route } from './route';
import { useNow } from './use-now';
import './rail.css';

/** The rail: the clock, and one line from the readers through the journal and the queue to the authority. A verdict draws none of it anew. */
export const Rail = memo(function Rail({ slim }: { slim: boolean }) {
  const words = useWords();
  const view = useView();
  const now = useNow(1_000);
  const stops: Stop[] = view.state ? railStops(view.state, now, words) : [];
  return (
    <aside className={slim ? 'rail slim' : 'rail'} aria-label={words.t('rail.label')}>
      <p className="clock">{words.clock(now)}</p>
      {!slim && <p className="date">{words.weekday(now)}</p>}
      <Route stops={stops} slim={slim} delivered={view.delivered} />
      <Mute slim={slim} words={words} />
    </aside>
  );
});

function Mute({ slim, words: { t } }: { slim: boolean; words: Words }) {
  const { settings } = useView();
  const { store } = useTerminal();
  const label = settings.sounds ? t('rail.sounds-on') : t('rail.sounds-off');
  return (
    <Pressable
      className="mute"
      aria-label={label}
      onPress={() => void store.changeSettings({ sounds: !settings.sounds })}
    >
      <Icon of={settings.sounds ? SpeakerHighIcon : SpeakerSlashIcon} size="small" />
      {!slim && label}
    </Pressable>
  );
}
