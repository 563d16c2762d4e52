import { useEffect, useRef } from 'react';
import type { TrustedKey } from '../../shared/contract/trust-calls';
import { CloseDetails, type Fact, Facts } from '../components';
import { useWords } from '../messages';
import { fingerprintWords, keyFormats } from './trusted-key-words';

/** All that is known of one key, whatever a row has no room for: to be compared with what its issuer publishes. */
export function TrustedKeyDetails({ trusted, onClose }: { trusted: TrustedKey; onClose(): void }) {
  const words = useWords();
  const { t, day, localised } = words;
  const { issuer, name, training, kid, kind, algorithm, fingerprint, until } = trusted;
  const shown = localised(name) || issuer;
  const said: readonly (readonly [string, string | undefined, string?])[] = [
    [t('trust.issuer'), `${shown} (${t(training ? 'trust.sample' : 'trust.live')})`],
    [t('trust.issuer-id'), issuer, 'mono'],
    [t('trust.signs'), keyFormats(trusted, words)],
    [t('trust.key'), kind === 'route' ? t('trust.route') : kid, kind === 'route' ? undefined : 'mono'],
    [t('trust.algorithm'), algorithm],
    [t('fact.valid-until'), until && day(until)],
    [t('trust.fingerprint'), fingerprint && fingerprintWords(fingerprint), 'mono'],
  ];
  const facts: Fact[] = said.flatMap(([term, value, kindOfText]) =>
    value ? [{ term, value: <bdi className={kindOfText}>{value}</bdi> }] : [],
  );
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <section ref={place} className="key-details" aria-label={t('guests.details-of', { name: shown })}>
      <CloseDetails onClose={onClose} />
      <Facts lines facts={facts} />
    </section>
  );
}
