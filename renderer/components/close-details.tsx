import { XIcon } from '@phosphor-icons/react/dist/csr/X';
import { Button } from 'react-aria-components';
import { useWords } from '../messages';
import { Icon } from './icon';
import './close-details.css';

/** In the corner of what a row opened below its list: closes it. */
export function CloseDetails({ onClose }: { onClose(): void }) {
  const { t } = useWords();
  return (
    <Button className="details-close" aria-label={t('guests.close-details')} onPress={onClose}>
      <Icon of={XIcon} />
    </Button>
  );
}
