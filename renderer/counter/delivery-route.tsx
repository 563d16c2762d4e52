import type { DeliveryState } from '../../shared/domain/delivery-state';
import { Dot, type DotState } from '../components';
import { useWords } from '../messages';
import './delivery-route.css';

const stops: Readonly<Record<DeliveryState, readonly [DotState, DotState]>> = {
  queued: ['waiting', 'off'],
  sending: ['live', 'waiting'],
  acknowledged: ['live', 'live'],
  refused: ['live', 'attention'],
};

/** Where a record is on its way: on disk, in the queue, with the authority. */
export function DeliveryRoute({ delivery }: { delivery: DeliveryState }) {
  const { t } = useWords();
  const [queue, authority] = stops[delivery];
  return (
    <section className="delivery-route" aria-label={t('recorded.route-label')}>
      <ol className={delivery}>
        <li>
          <Dot state="live" />
          {t('recorded.on-disk')}
        </li>
        <li>
          <Dot state={queue} />
          {t('recorded.queue')}
        </li>
        <li>
          <Dot state={authority} />
          {t('recorded.authority')}
        </li>
      </ol>
      <output>{t(`recorded.state-${delivery}`)}</output>
    </section>
  );
}
