import { Banner } from '../components';
import { useWords } from '../messages';

/** The striped line of training, on every screen that a customer sees: nobody takes an invented verdict for a real one. */
export function TrainingBanner() {
  const { t } = useWords();
  return (
    <Banner kind="training" title={t('banner.training')}>
      {t('customer.training-text')}
    </Banner>
  );
}
