import type { ErrorCode } from '../../shared/domain/error';
import { shortFingerprint } from '../../shared/domain/fingerprint';
import { Actions, Button, ErrorNote, Facts, Finding, Sign } from '../components';
import { useWords } from '../messages';
import type { Found } from './enrol';

interface CompareProps {
  found: Found;
  busy: boolean;
  problem: ErrorCode | null;
  onConfirm(): void;
  onRefuse(): void;
}

/** The second step: is it the right authority? A typed code leaves that to a person's ears. */
export function Compare({ found, busy, problem, onConfirm, onRefuse }: CompareProps) {
  const { t } = useWords();
  const { request, training, known } = found;
  const fingerprint = <span className="fingerprint">{shortFingerprint(request.signingKey)}</span>;
  return (
    <>
      <Sign
        outcome="none"
        word={t('enrol.compare-title')}
        sentence={busy ? t('enrol.working') : t(known ? 'enrol.known' : 'enrol.compare')}
      />
      <div className="first-start-body">
        {problem && <ErrorNote code={problem} />}
        {training && (
          <Finding title={t('enrol.training')}>
            <p>{t('enrol.training-text')}</p>
          </Finding>
        )}
        <Facts
          lines
          facts={[
            { term: t('enrol.fingerprint'), value: fingerprint },
            { term: t('enrol.authority'), value: request.authority },
          ]}
        />
        <Actions>
          <Button kind="primary" big isDisabled={busy} onPress={onConfirm}>
            {t(known ? 'enrol.confirm-known' : 'enrol.confirm')}
          </Button>
          <Button big isDisabled={busy} onPress={onRefuse}>
            {t(known ? 'first-start.back' : 'enrol.refuse')}
          </Button>
        </Actions>
      </div>
    </>
  );
}
