import type { EnrolmentRequest } from '../../shared/contract/enrolment-calls';
import type { HandlersOf } from '../../shared/contract/calls';
import { VestibuleError } from '../../shared/domain/error';
import { lookUpAuthority } from '../authority/client/look-up-authority';
import { describeEnrolment } from './describe-enrolment';
import type { EnrolledConnection } from './enrolled-authority';

interface EnrolmentParts {
  now(): Date;
  enrolment(): EnrolledConnection | null;
  /** Opens the terminal with this authority, or throws why it cannot and leaves everything as it was. */
  openWith(authority: EnrolmentRequest): Promise<void>;
}

/** First trust and enrolment, as the set-up pages ask for them. */
export function createEnrolmentCalls({
  now,
  enrolment,
  openWith,
}: EnrolmentParts): HandlersOf<'enrolment.look-up' | 'enrolment.enrol' | 'enrolment.read'> {
  const known = async () => {
    const current = enrolment();
    return current && describeEnrolment(current);
  };
  return {
    'enrolment.look-up': async ({ authority, connection }) => {
      const { url, signingKey, training } = await lookUpAuthority(authority, now, connection);
      return { authority: url, signingKey, training };
    },
    'enrolment.enrol': async (request) => {
      if (enrolment())
        throw new VestibuleError('already-enrolled', 'This machine is enrolled already. Retire it first.');
      await openWith(request);
      const enrolled = await known();
      if (!enrolled) throw new VestibuleError('not-enrolled', 'The terminal did not open.');
      return enrolled;
    },
    'enrolment.read': known,
  };
}
