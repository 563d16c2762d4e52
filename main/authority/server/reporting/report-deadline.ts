import { z } from 'zod';
import { StayForm, nights } from '../../../../shared/domain/check-in';
import { alloggiatiDeadline } from '../../reporters/alloggiati-web';
import { sesDeadline } from '../../reporters/ses-hospedajes';
import type { ReporterProfile } from './reporter-profile';

const Body = z.object({ form: StayForm });

/** Hours, for a stay of one night and of more: who leaves the next day mostly stays for less than a day. */
const STAY_HOURS = { one: 20, more: 48 };

/** By when a check-in has to be reported that was recorded `at`; `body` is what it says, as JSON. */
export function reportDeadline(
  reporter: ReporterProfile['reporter'],
  at: Date,
  body: Uint8Array | undefined,
): Date {
  if (reporter === 'ses-hospedajes') return sesDeadline(at);
  const parsed = Body.safeParse(body && JSON.parse(Buffer.from(body).toString('utf8')));
  const short = !parsed.success || nights(parsed.data.form) === 1;
  return alloggiatiDeadline(at, short ? STAY_HOURS.one : STAY_HOURS.more);
}
