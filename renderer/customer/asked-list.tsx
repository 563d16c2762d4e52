import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check';
import type { ReactNode } from 'react';
import type { ClaimName } from '../../shared/domain/claims';
import type { WalletRequest } from '../../shared/domain/wallet-request';
import { Icon } from '../components/icon';
import { useWords } from '../messages';
import { askedGroups } from './asked-groups';

/** These claims as a person would name them, each group once. */
export function AskedList({ claims }: { claims: readonly ClaimName[] }) {
  const { t } = useWords();
  return (
    <ul>
      {askedGroups(claims).map((group) => (
        <li key={group}>
          <Icon of={CheckIcon} />
          {t(`customer.asked.${group}`)}
        </li>
      ))}
    </ul>
  );
}

/** What the site sees of a wallet, for what, and for how long what is kept of it is kept. */
export function AskedOfWallet({
  site,
  request: { claims, keeps, title, days },
  children,
}: {
  site: string;
  request: Pick<WalletRequest, 'claims' | 'keeps' | 'title' | 'days'>;
  children?: ReactNode;
}) {
  const { t, localised } = useWords();
  return (
    <div className="customer-consent">
      <h2>{t('customer.sees', { site })}</h2>
      <AskedList claims={claims} />
      <p>
        {keeps.length > 0
          ? t('customer.kept', { purpose: localised(title), days })
          : t('customer.not-kept', { purpose: localised(title) })}
      </p>
      {children}
    </div>
  );
}
