import { asked } from './es/asked';
import { chip } from './es/chip';
import { counter } from './es/counter';
import { customer } from './es/customer';
import { day } from './es/day';
import { enrolAnew } from './es/enrol-anew';
import { errors } from './es/errors';
import { firstStart } from './es/first-start';
import { frontDesk } from './es/front-desk';
import { kiosk } from './es/kiosk';
import { updates } from './es/updates';
import { handoff } from './es/handoff';
import { health } from './es/health';
import { guests } from './es/guests';
import { journal } from './es/journal';
import { operators } from './es/operators';
import { party } from './es/party';
import { people } from './es/people';
import { readerTest } from './es/reader-test';
import { selfService } from './es/self-service';
import { setUp } from './es/set-up';
import { trust } from './es/trust';
import { typed } from './es/typed';
import { registration } from './es/registration';
import { report } from './es/report';
import { teller } from './es/teller';
import { verdict } from './es/verdict';
import { wallet } from './es/wallet';
import type { Catalogue } from './catalogues';

/** The Spanish catalogue. */
export const es: Catalogue = {
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
