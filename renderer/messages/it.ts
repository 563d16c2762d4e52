import { asked } from './it/asked';
import { chip } from './it/chip';
import { counter } from './it/counter';
import { customer } from './it/customer';
import { day } from './it/day';
import { enrolAnew } from './it/enrol-anew';
import { errors } from './it/errors';
import { firstStart } from './it/first-start';
import { frontDesk } from './it/front-desk';
import { kiosk } from './it/kiosk';
import { updates } from './it/updates';
import { handoff } from './it/handoff';
import { health } from './it/health';
import { guests } from './it/guests';
import { journal } from './it/journal';
import { operators } from './it/operators';
import { party } from './it/party';
import { people } from './it/people';
import { readerTest } from './it/reader-test';
import { selfService } from './it/self-service';
import { setUp } from './it/set-up';
import { trust } from './it/trust';
import { typed } from './it/typed';
import { registration } from './it/registration';
import { report } from './it/report';
import { teller } from './it/teller';
import { verdict } from './it/verdict';
import { wallet } from './it/wallet';
import type { Catalogue } from './catalogues';

/** The Italian catalogue. */
export const it: Catalogue = {
  ...counter,
  ...chip,
  ...verdict,
  ...registration,
  ...report,
  ...asked,
  ...typed,
  ...frontDesk,
  ...guests,
  ...health,
  ...trust,
  ...kiosk,
  ...updates,
  ...journal,
  ...operators,
  ...party,
  ...people,
  ...firstStart,
  ...selfService,
  ...setUp,
  ...readerTest,
  ...wallet,
  ...teller,
  ...customer,
  ...day,
  ...handoff,
  ...enrolAnew,
  ...errors,
};
