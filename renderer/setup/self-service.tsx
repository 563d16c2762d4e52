import { useState } from 'react';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { roleServesPublic } from '../../shared/domain/terminal-role';
import { Button, ErrorNote, Finding } from '../components';
import { useWords } from '../messages';
import { useWorksAs } from '../operators/works-as';
import { useTerminal, useView } from '../terminal';

/** Whether people serve themselves at this machine, and for which purpose. An installer sets it. */
export function SelfService() {
  const { t, localised } = useWords();
  const { client } = useTerminal();
  const { state } = useView();
  const installs = useWorksAs('installer');
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  if (!state) return null;
  const offered = roleServesPublic(state.role) ? state.purposes.filter(({ unattended }) => unattended) : [];
  const role = { role: t(`role.${state.role}`) };
  const now = state.purposes.find(({ name }) => name === state.selfService);
  const set = (purpose: string | null) =>
    void client.call('self-service.set', { purpose }).then(
      () => setProblem(null),
      (thrown: unknown) => setProblem(reportOf(thrown).code),
    );
  return (
    <section className="self-service-set">
      <h2 className="head">{t('self-service.set-title')}</h2>
      <output className="kiosk-state">
        {now ? t('self-service.set-on', { purpose: localised(now.title) }) : t('self-service.set-off')}
      </output>
      <p className="kiosk-text">{t('self-service.set-text')}</p>
      {!installs && <Finding title={t('self-service.set-alone')} />}
      {!roleServesPublic(state.role) && <Finding title={t('self-service.set-staffed', role)} />}
      {state.role === 'self-service' && <Finding title={t('self-service.set-only')} />}
      {installs && roleServesPublic(state.role) && offered.length === 0 && (
        <Finding title={t('self-service.set-none')} />
      )}
      {problem && <ErrorNote code={problem} />}
      {installs && (
        <div className="self-service-choices">
          {offered
            .filter(({ name }) => name !== state.selfService)
            .map(({ name, title }) => (
              <Button key={name} big onPress={() => set(name)}>
                {t('self-service.set-use', { purpose: localised(title) })}
              </Button>
            ))}
          {state.selfService !== undefined && state.role !== 'self-service' && (
            <Button big onPress={() => set(null)}>
              {t('self-service.set-stop')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
