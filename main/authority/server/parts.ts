import type { AccessTokens } from './access-tokens';
import type { Administrator } from './administrator';
import type { Auditor } from './auditor';
import type { AuthorityKeys } from './authority-keys';
import type { Checkpoints } from './checkpoints';
import type { CustomerRecords } from './customer-records';
import type { Enrolment } from './enrolment';
import type { EnrolmentCodes } from './enrolment-codes';
import type { EntryIntake } from './entry-intake';
import type { Fleet } from './fleet';
import type { Metrics } from './metrics';
import type { Orders } from './orders';
import type { Reporting } from './reporting/reporting';
import type { Retention } from './retention';
import type { SenderProof } from './sender-proof';
import type { SiteConfigurations } from './site-configurations';
import type { StatusLists } from './status-lists';
import type { SetAside } from './set-aside';
import type { Stays } from './stays';
import type { Terminals } from './terminals';
import type { TrainingDesk } from './training-desk';
import type { TrustLists } from './trust-lists';
import type { Verification } from './verification';
import type { WalletPresentations } from './wallet/wallet-presentations';

/** One line for each entry that arrives. */
export interface ArrivedEntry {
  terminal: string;
  entry: string;
  status: 'accepted' | 'duplicate' | 'refused';
}

/** What the operations are made of. */
export interface Parts {
  readonly keys: AuthorityKeys;
  readonly senderProof: SenderProof;
  readonly accessTokens: AccessTokens;
  readonly terminals: Terminals;
  readonly enrolment: Enrolment;
  readonly verification: Verification;
  readonly wallets: WalletPresentations;
  readonly entries: EntryIntake;
  readonly setAside: SetAside;
  readonly stays: Stays;
  readonly reporting: Reporting;
  readonly retention: Retention;
  readonly checkpoints: Checkpoints;
  readonly orders: Orders;
  readonly fleet: Fleet;
  readonly codes: EnrolmentCodes;
  readonly administrator: Administrator;
  readonly auditor: Auditor;
  readonly customerRecords: CustomerRecords;
  readonly metrics: Metrics;
  readonly trustLists: TrustLists;
  readonly statusLists: StatusLists;
  readonly configurations: SiteConfigurations;
  readonly training: TrainingDesk | undefined;
  readonly onEntry: ((line: ArrivedEntry) => void) | undefined;
  now(): Date;
}
