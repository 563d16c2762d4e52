import type { Hindrance, UpdateRules } from '../../shared/domain/update';

/** What the terminal says of itself when it is asked whether it may be replaced now. */
export interface Moment {
  /** Somebody proved a PIN and did not sign out. */
  signedIn: boolean;
  /** Whether anybody has to sign in here at all: where nobody has to, a shift has no end that could be seen. */
  signInRequired: boolean;
  /** Since the last touch of a key, the screen or a reader. */
  idleMilliseconds: number;
  /** Entries that the authority has not acknowledged. */
  queued: number;
  /** A chip lies on a reader, a wallet was asked and may answer still, or a verdict has not become a check-in or been put away. */
  halfRead: boolean;
}

/** So long nobody touches anything before it counts as a pause. */
export const IDLE_MS = 10 * 60_000;
/** Where the site names no hours: while nearly every counter sleeps. */
const NIGHT = { from: '02:00', until: '05:00' };

/**
 * Why the program is not replaced at this moment; empty where nothing stands in the way. A shift ends when its operator
 * signs out, or in the hours of the site; the queue has to be with the authority and nothing half done in any case.
 */
export function hindrances(moment: Moment, rules: UpdateRules, now: Date): Hindrance[] {
  const found: Hindrance[] = [];
  if (moment.queued > 0) found.push('queue');
  if (moment.halfRead) found.push('half-read');
  if (moment.idleMilliseconds < IDLE_MS) found.push('in-use');
  if (!withinHours(rules, now)) {
    if (moment.signedIn) found.push('signed-in');
    else if (!moment.signInRequired) found.push('not-the-hour');
  }
  return found;
}

/** What stands in the way where an installer sits in front of it and asks: records under way, never a pause or an hour. */
export function hindrancesByHand(moment: Moment): Hindrance[] {
  return [
    ...(moment.queued > 0 ? ['queue' as const] : []),
    ...(moment.halfRead ? ['half-read' as const] : []),
  ];
}

function withinHours({ from = NIGHT.from, until = NIGHT.until }: UpdateRules, now: Date): boolean {
  const time = `${two(now.getHours())}:${two(now.getMinutes())}`;
  return from <= until ? from <= time && time < until : time >= from || time < until;
}

const two = (number: number) => String(number).padStart(2, '0');
