import type { Connection } from '../../../shared/domain/connection';
import { AuthorityClock } from './authority-clock';
import { AuthorityFailure } from './authority-failure';
import { AuthorityUrl } from './authority-url';
import { withDeadline } from './deadline';
import { Exchange, mustBeAccepted, parseAnswer } from './exchange';
import { HealthAnswer } from './schemas';

const OPERATION = { method: 'GET', path: '/v1/health' } as const;
const TIMEOUT = 10_000;
/** Entries carry the time of this machine: it must not begin with a wrong one. */
const LARGEST_OFFSET = 5 * 60_000;

/** Who answers at an address, before anything is entrusted to it. */
export interface FoundAuthority {
  url: string;
  /** Thumbprint of its signing key: what a person compares. Believed only once a statement signed by it has come. */
  signingKey: string;
  training: boolean;
}

/**
 * Asks who answers at `url` (PROTOCOL, First trust: a typed code shows the fingerprint to compare). VestibuleError:
 * insecure-url; AuthorityFailure: clock-wrong where this machine's clock is more than five minutes off, else as AuthorityClient.
 */
export async function lookUpAuthority(
  url: string,
  now: () => Date,
  connection?: Connection,
): Promise<FoundAuthority> {
  const address = new AuthorityUrl(url);
  const clock = new AuthorityClock(now);
  const exchange = new Exchange(address, clock, now, connection);
  const answer = await withDeadline(TIMEOUT, undefined, (signal) => exchange.send({ ...OPERATION, signal }));
  mustBeAccepted(OPERATION, answer);
  const { signingKey, training } = parseAnswer(OPERATION, answer, HealthAnswer);
  const offset = clock.offset ?? 0;
  if (Math.abs(offset) > LARGEST_OFFSET) {
    const minutes = Math.round(Math.abs(offset) / 60_000);
    throw new AuthorityFailure(
      'clock-wrong',
      `The clock of this machine is ${minutes} minutes ${offset > 0 ? 'behind' : 'ahead of'} the authority's.`,
    );
  }
  return { url: address.base, signingKey, training };
}
