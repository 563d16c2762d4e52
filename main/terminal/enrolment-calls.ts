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
  /** Makes another terminal of a machine that the authority stopped, and opens it. */
  enrolAnew(code: string): Promise<void>;
}

/** First trust and enrolment, as the set-up pages ask for them. */
export function createEnrolmentCalls({
  now,
  enrolment,
  openWith,
  enrolAnew,
}: EnrolmentParts): HandlersOf<
  'enrolment.look-up' | 'enrolment.enrol' | 'enrolment.anew' | 'enrolment.read'
> {
  const known = async () => {
    const current = enrolment();
    return current && describeEnrolment(current);
  };
  const notEnrolled = () => {
    if (enrolment())
      throw new VestibuleError('already-enrolled', 'This machine is enrolled already. Retire it first.');
  };
  return {
    /** An enrolled machine asks no other address than its authority's: one that a page names could carry what it knows. */
    'enrolment.look-up': async ({ authority, connection }) => {
      notEnrolled();
      const { url, signingKey, training } = await lookUpAuthority(authority, now, connection);
      return { authority: url, signingKey, training };
    },
    'enrolment.enrol': async (request) => {
      notEnrolled();
      await openWith(request);
      const enrolled = await known();
      if (!enrolled) throw new VestibuleError('not-enrolled', 'The terminal did not open.');
      return enrolled;
    },
    'enrolment.anew': async ({ code }) => {
      await enrolAnew(code);
      const enrolled = await known();
      if (!enrolled) throw new VestibuleError('terminal-restarting', 'The terminal did not open yet.');
      return enrolled;
    },
    'enrolment.read': known,
  };
}
