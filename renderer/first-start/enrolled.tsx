import type { EnrolledTerminal } from '../../shared/contract/enrolment-calls';
import { shortFingerprint } from '../../shared/domain/fingerprint';
import { Actions, Button, Facts, Sign } from '../components';
import { useWords } from '../messages';

/** The last step: who this machine is now. */
export function Enrolled({ enrolled, onDone }: { enrolled: EnrolledTerminal; onDone(): void }) {
  const { t } = useWords();
  const short = (thumbprint: string) => <span className="fingerprint">{shortFingerprint(thumbprint)}</span>;
  return (
    <>
      <Sign outcome="none" word={t('enrol.done-title')} sentence={t('enrol.done')} />
      <div className="first-start-body">
        <Facts
          lines
          facts={[
            { term: t('enrol.site'), value: enrolled.site },
            { term: t('role.title'), value: t(`role.${enrolled.role}`) },
            { term: t('enrol.terminal'), value: <span className="mono">{enrolled.terminal}</span> },
            { term: t('enrol.own-fingerprint'), value: short(enrolled.fingerprint) },
            { term: t('enrol.fingerprint'), value: short(enrolled.signingKey) },
            { term: t('enrol.authority'), value: enrolled.authority },
          ]}
        />
        <Actions>
          <Button kind="primary" big onPress={onDone}>
            {t('enrol.finish')}
          </Button>
        </Actions>
      </div>
    </>
  );
}
