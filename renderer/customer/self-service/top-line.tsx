import { LockKeyIcon } from '@phosphor-icons/react/dist/csr/LockKey';
import type { SelfServiceView } from '../../../shared/contract/self-service-view';
import { Button, Mark } from '../../components';
import { useWords } from '../../messages';

const steps = ['show', 'fill-in', 'done'] as const;
const stepOf: Readonly<Record<SelfServiceView['show'], (typeof steps)[number] | null>> = {
  closed: null,
  welcome: 'show',
  looking: 'show',
  wallet: 'show',
  consent: 'fill-in',
  form: 'fill-in',
  recorded: 'done',
  desk: null,
};

/** Where one is, of three steps, and the way in for the staff. */
export function TopLine({ view, onStaff }: { view: SelfServiceView; onStaff(): void }) {
  const { t } = useWords();
  const now = stepOf[view.show];
  return (
    <header className="self-service-top">
      <p className="customer-site">
        <Mark />
        {view.site}
      </p>
      {now && (
        <ol className="self-service-steps" aria-label={t('self-service.steps')}>
          {steps.map((step, place) => (
            <li key={step} aria-current={step === now ? 'step' : undefined}>
              <span aria-hidden="true">{place + 1}</span>
              {t(`self-service.step-${step}`)}
            </li>
          ))}
        </ol>
      )}
      <Button kind="quiet" icon={LockKeyIcon} onPress={onStaff}>
        {t('self-service.staff')}
      </Button>
    </header>
  );
}
