import type { HealthCheck } from '../../shared/domain/health';
import { useWords } from '../messages';

const GIGABYTE = 1024 ** 3;

/** What a check found, as a person reads it. */
export function useHealthWords(): { figure(check: HealthCheck): string; advice(check: HealthCheck): string } {
  const { t, age, number } = useWords();
  const figure = ({ topic, state, figures }: HealthCheck): string => {
    const { bytes, offsetMs, seconds, count, good, lost, version, keySource, update } = figures;
    switch (topic) {
      case 'journal':
        return t('rail.journal-entries', { n: count ?? 0 });
      case 'key':
        return keySource ? t(`health.key-${keySource}`) : '';
      case 'disk':
        return bytes === undefined
          ? ''
          : t('health.disk-free', { size: number(Math.round((bytes / GIGABYTE) * 10) / 10) });
      case 'clock':
        return offsetMs === undefined ? '' : t('health.clock-off', { age: age(Math.abs(offsetMs) / 1_000) });
      case 'authority':
        if (state === 'good') return t('health.authority-online');
        return seconds === undefined ? '' : t('health.authority-since', { age: age(seconds) });
      case 'certificate':
        return t('health.certificate-for', { age: age(Math.max(0, seconds ?? 0)) });
      case 'queue':
        return count === 0
          ? t('health.queue-empty')
          : t('health.queue-waiting', { n: count ?? 0, age: age(seconds ?? 0) });
      case 'trust-list':
        return t('about.list-version', { version: number(version ?? 0), age: age(seconds ?? 0) });
      case 'status-lists':
        return t('health.lists-fresh', { good: good ?? 0, count: count ?? 0, age: age(seconds ?? 0) });
      case 'readers':
        return [
          t('health.readers-live', { good: good ?? 0, count: count ?? 0 }),
          ...(lost ? [t('health.readers-lost', { n: lost })] : []),
        ].join(' · ');
      case 'updates':
        if (update === undefined) return '';
        if (update === 'waiting') return t('health.update-waiting');
        if (update !== 'looked') return t(`updates.event-${update}`);
        return seconds === undefined
          ? t('health.update-quiet')
          : t('health.update-looked', { age: age(seconds) });
    }
  };
  const advice = ({ topic, figures: { lost, count, good } }: HealthCheck) =>
    lost && good === count ? t('health.readers-lost-advice') : t(`health.${topic}-advice`);
  return { figure, advice };
}
