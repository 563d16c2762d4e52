import { asked } from './en/asked';
import { chip } from './en/chip';
import { counter } from './en/counter';
import { customer } from './en/customer';
import { day } from './en/day';
import { enrolAnew } from './en/enrol-anew';
import { errors } from './en/errors';
import { firstStart } from './en/first-start';
import { frontDesk } from './en/front-desk';
import { kiosk } from './en/kiosk';
import { updates } from './en/updates';
import { handoff } from './en/handoff';
import { health } from './en/health';
import { guests } from './en/guests';
import { journal } from './en/journal';
import { operators } from './en/operators';
import { party } from './en/party';
import { people } from './en/people';
import { readerTest } from './en/reader-test';
import { selfService } from './en/self-service';
import { setUp } from './en/set-up';
import { trust } from './en/trust';
import { typed } from './en/typed';
import { registration } from './en/registration';
import { report } from './en/report';
import { teller } from './en/teller';
import { verdict } from './en/verdict';
import { wallet } from './en/wallet';

/** The English catalogue: the one that names every message. */
export const en = {
  ...counter,
  ...chip,
  ...verdict,
  ...registration,
  ...report,
  ...asked,
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
  ...typed,
  ...selfService,
  ...setUp,
  ...firstStart,
  ...readerTest,
  ...wallet,
  ...teller,
  ...customer,
  ...day,
  ...handoff,
  ...enrolAnew,
  ...errors,
} as const;
