import { asked } from './ar/asked';
import { chip } from './ar/chip';
import { counter } from './ar/counter';
import { customer } from './ar/customer';
import { day } from './ar/day';
import { enrolAnew } from './ar/enrol-anew';
import { errors } from './ar/errors';
import { firstStart } from './ar/first-start';
import { frontDesk } from './ar/front-desk';
import { kiosk } from './ar/kiosk';
import { updates } from './ar/updates';
import { handoff } from './ar/handoff';
import { health } from './ar/health';
import { guests } from './ar/guests';
import { journal } from './ar/journal';
import { operators } from './ar/operators';
import { party } from './ar/party';
import { people } from './ar/people';
import { readerTest } from './ar/reader-test';
import { selfService } from './ar/self-service';
import { setUp } from './ar/set-up';
import { trust } from './ar/trust';
import { typed } from './ar/typed';
import { registration } from './ar/registration';
import { report } from './ar/report';
import { teller } from './ar/teller';
import { verdict } from './ar/verdict';
import { wallet } from './ar/wallet';
import type { Catalogue } from './catalogues';

/** The Arabic catalogue. */
export const ar: Catalogue = {
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
