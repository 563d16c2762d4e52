import { ClaimName } from '../../shared/domain/claims';
import { FormatName } from '../../shared/domain/format';
import type { Purpose } from '../../shared/domain/purpose';

const NO_LIMIT = 1_000_000;

/** What `vestibule verify` judges by without `--purpose`: every format accepted, every claim shown, no age but the trust list's own. */
export const everythingAllowed: Purpose = {
  name: 'command.verify',
  title: { en: 'Everything allowed' },
  form: 'claim',
  sees: ClaimName.options,
  keeps: [],
  requires: [],
  accepts: FormatName.options,
  offline: {
    signatureSuffices: FormatName.options,
    withoutHolderKey: FormatName.options,
    mayQueue: ['e-id-code'],
    trustListHours: NO_LIMIT,
    lateVerdictHours: NO_LIMIT,
    warnAfterHours: NO_LIMIT,
    supervisorAfterHours: NO_LIMIT,
    supervisorAfterEntries: NO_LIMIT,
  },
  retention: { class: 'none', days: 1 },
};
