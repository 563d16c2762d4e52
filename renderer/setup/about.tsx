import { useEffect, useState } from 'react';
import type { Reply } from '../../shared/contract/calls';
import { type Fact, Facts } from '../components';
import { useWords } from '../messages';
import { useTerminal, useView } from '../terminal';
import { LeaveTraining } from './leave-training';

/** What support asks for: versions, the terminal, the journal, the lists. */
export function About() {
  const { t, age, number } = useWords();
  const { client } = useTerminal();
  const { state } = useView();
  const [about, setAbout] = useState<Reply<'about'> | null>(null);
  useEffect(() => {
    client.call('about', {}).then(setAbout, () => setAbout(null));
  }, [client]);
  const facts: Fact[] = [];
  if (about) {
    facts.push(
      { term: t('about.version'), value: about.version },
      { term: t('about.runtime'), value: `Electron ${about.electron}, Chromium ${about.chrome}` },
      { term: t('about.platform'), value: about.platform },
    );
  }
  if (state) {
    facts.push(
      { term: t('about.mode'), value: t(`about.mode-${state.mode}`) },
      { term: t('about.site'), value: state.site },
      { term: t('role.title'), value: t(`role.${state.role}`) },
      { term: t('about.terminal'), value: <span className="mono">{state.terminal}</span> },
      { term: t('about.journal'), value: t('rail.journal-entries', { n: state.journal.entries }) },
      { term: t('about.head'), value: <span className="mono">{state.journal.head}</span> },
    );
    for (const list of state.lists) {
      const old = { age: age(list.ageSeconds) };
      // A status list's version is the second in which it was signed: its age says that better.
      const [term, value] =
        list.id === 'trust-list'
          ? [t('health.trust-list'), t('about.list-version', { version: number(list.version), ...old })]
          : [t('about.list', { id: list.id }), t('about.list-age', old)];
      facts.push({ term, value: list.state === 'absent' ? t('about.list-absent') : value });
    }
  }
  return (
    <div className="about">
      <Facts lines facts={facts} />
      <LeaveTraining />
    </div>
  );
}
