import { FolderOpenIcon } from '@phosphor-icons/react/dist/csr/FolderOpen';
import { useEffect, useState } from 'react';
import type { HandoffStanding } from '../../shared/contract/handoff-calls';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { Button, ErrorNote, Finding } from '../components';
import { useWords } from '../messages';
import { useWorksAs } from '../operators/works-as';
import { useTerminal } from '../terminal';
import { HandoffApi } from './handoff-api';
import './handoff.css';

const LOOK_EVERY_MS = 5_000;

type Change = Promise<{ standing: HandoffStanding; token?: string | undefined }>;

/** A path keeps its slashes in their places where the screen is read from right to left. */
const leftToRight = (path: string) => `\u2066${path}\u2069`;

/** How records go on to the site's own system: by an API, into a folder, or, until an installer turns it on, not at all. */
export function Handoff() {
  const { t } = useWords();
  const { client } = useTerminal();
  const installs = useWorksAs('installer');
  const [standing, setStanding] = useState<HandoffStanding | null>(null);
  const [token, setToken] = useState('');
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  useEffect(() => {
    let current = true;
    const look = () =>
      void client.call('handoff.read', {}).then(
        (read) => current && setStanding(read),
        (thrown: unknown) => current && setProblem(reportOf(thrown).code),
      );
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [client]);
  const change = async (changing: Change) => {
    try {
      const changed = await changing;
      setStanding(changed.standing);
      setToken(changed.token ?? '');
      setProblem(null);
    } catch (thrown) {
      setProblem(reportOf(thrown).code);
    }
  };
  const chooseFolder = async (): Change => {
    const { grant } = await client.call('handoff.choose-folder', {});
    if (grant !== undefined) return client.call('handoff.folder', { grant });
    return { standing: await client.call('handoff.read', {}) };
  };
  return (
    <div className="handoff">
      <p>{t('handoff.lead')}</p>
      {!installs && <Finding title={t('handoff.installer-only')} />}
      {problem && <ErrorNote code={problem} />}
      {standing && (
        <>
          <HandoffApi
            api={standing.api}
            token={token}
            locked={!installs}
            onPort={(port) => void change(client.call('handoff.api', { port }))}
            onRotate={() => void change(client.call('handoff.rotate', {}))}
            onTokenCopied={() => setToken('')}
          />
          <section aria-labelledby="handoff-folder">
            <h2 id="handoff-folder">{t('handoff.folder')}</h2>
            <p className="quiet">{t('handoff.folder-text')}</p>
            <output className="handoff-state">
              {standing.folder
                ? t('handoff.folder-on', { path: leftToRight(standing.folder.path) })
                : t('handoff.off')}
              {standing.folder && <span>{t('handoff.waiting', { n: standing.folder.waiting })}</span>}
            </output>
            {standing.folder?.problem && <ErrorNote code={standing.folder.problem} />}
            <div className="handoff-acts">
              <Button
                icon={FolderOpenIcon}
                isDisabled={!installs}
                onPress={() => void change(chooseFolder())}
              >
                {t(standing.folder ? 'handoff.other-folder' : 'handoff.choose-folder')}
              </Button>
              {standing.folder && (
                <Button
                  isDisabled={!installs}
                  aria-label={`${t('handoff.turn-off')}: ${t('handoff.folder')}`}
                  onPress={() => void change(client.call('handoff.folder', { grant: null }))}
                >
                  {t('handoff.turn-off')}
                </Button>
              )}
            </div>
          </section>
          <p className="quiet">{t('handoff.what')}</p>
        </>
      )}
    </div>
  );
}
