import type { Catalogue } from './catalogues';
import { asked } from './zh-CN/asked';
import { chip } from './zh-CN/chip';
import { counter } from './zh-CN/counter';
import { customer } from './zh-CN/customer';
import { day } from './zh-CN/day';
import { enrolAnew } from './zh-CN/enrol-anew';
import { errors } from './zh-CN/errors';
import { firstStart } from './zh-CN/first-start';
import { frontDesk } from './zh-CN/front-desk';
import { kiosk } from './zh-CN/kiosk';
import { updates } from './zh-CN/updates';
import { handoff } from './zh-CN/handoff';
import { health } from './zh-CN/health';
import { guests } from './zh-CN/guests';
import { journal } from './zh-CN/journal';
import { operators } from './zh-CN/operators';
import { party } from './zh-CN/party';
import { people } from './zh-CN/people';
import { readerTest } from './zh-CN/reader-test';
import { selfService } from './zh-CN/self-service';
import { setUp } from './zh-CN/set-up';
import { trust } from './zh-CN/trust';
import { typed } from './zh-CN/typed';
import { registration } from './zh-CN/registration';
import { report } from './zh-CN/report';
import { teller } from './zh-CN/teller';
import { verdict } from './zh-CN/verdict';
import { wallet } from './zh-CN/wallet';

/** The Simplified Chinese catalogue. */
export const zhCN: Catalogue = {
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
};
