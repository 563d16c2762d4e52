import type { ReactNode } from 'react';
import { WalletIcon } from '@phosphor-icons/react/dist/csr/Wallet';
import type { SelfServiceView } from '../../../shared/contract/self-service-view';
import { Button, Glyph } from '../../components';
import { CardPictogram, CodePictogram, WalletPictogram } from '../../counter/pictograms';
import { useWords } from '../../messages';

const pictograms: Readonly<Record<'code' | 'card', () => ReactNode>> = {
  code: CodePictogram,
  card: CardPictogram,
};

/** What one is here for, and what can be shown. Nothing has to be touched first: a code that is held there is read. */
export function WelcomeStep({
  view,
  onWallet,
}: {
  view: Extract<SelfServiceView, { show: 'welcome' }>;
  onWallet(): void;
}) {
  const { t, localised } = useWords();
  return (
    <>
      <output className="customer-sign idle" data-outcome="idle" aria-atomic="true">
        <Glyph outcome="idle" />
        <div>
          <h1>{localised(view.purpose.title)}</h1>
          <p>{t('self-service.welcome')}</p>
        </div>
      </output>
      <ul className="self-service-ways">
        {(['code', 'card'] as const)
          .filter((way) => view.takes.includes(way))
          .map((way) => {
            const Pictogram = pictograms[way];
            return (
              <li key={way}>
                <Pictogram />
                <div>
                  <b>{t(`self-service.${way}`)}</b>
                  <span>{t(`self-service.${way}-how`)}</span>
                </div>
              </li>
            );
          })}
        {view.takes.includes('wallet') && (
          <li>
            <WalletPictogram />
            <Button kind="primary" big icon={WalletIcon} onPress={onWallet}>
              {t('self-service.wallet')}
            </Button>
            <span>{t('self-service.wallet-how')}</span>
          </li>
        )}
      </ul>
    </>
  );
}
