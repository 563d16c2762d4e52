import { ArrowUUpLeftIcon } from '@phosphor-icons/react/dist/csr/ArrowUUpLeft';
import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check';
import { ClockIcon } from '@phosphor-icons/react/dist/csr/Clock';
import { PaperPlaneRightIcon } from '@phosphor-icons/react/dist/csr/PaperPlaneRight';
import type { Guest } from '../../shared/contract/guest';
import { Icon } from '../components';
import { useWords } from '../messages';
import './delivery-mark.css';

const icons = {
  queued: ClockIcon,
  sending: PaperPlaneRightIcon,
  acknowledged: CheckIcon,
  refused: ArrowUUpLeftIcon,
} as const;

/** How far a record has come: delivered in grey, waiting and refused in bold. Ink only. */
export function DeliveryMark({ guest: { delivery } }: { guest: Pick<Guest, 'delivery'> }) {
  const { t } = useWords();
  const weight = delivery === 'acknowledged' ? 'regular' : 'bold';
  return (
    <span className={`delivery-mark ${delivery}`}>
      <Icon of={icons[delivery]} size="small" weight={weight} />
      {t(`delivery.${delivery}`)}
    </span>
  );
}
