import type { Enrolment } from '../authority/client/enrolment';
import { thumbprint } from '../crypto/jwk';
import { type Succession, readSuccession } from '../crypto/succession';
import type { Journal } from '../journal/journal';
import { changeEnrolment } from './vault-value';

/** Entries about the terminal itself. */
const RETENTION = { class: 'journal', days: 3_650 };

/**
 * Pins the key that the successions lead to, and journals each of them before: where the power fails in between, they
 * are followed again and stand in the journal once. Answers the enrolment with the new pin. Throws as `Journal.append`.
 */
export function pinSuccessions(
  journal: Journal,
  followed: readonly Succession[],
  clockOffset: number | null,
): Enrolment {
  const recorded = journal.successions();
  for (const { number, previousKey, signingKey, statement } of followed) {
    if (recorded.includes(statement)) continue;
    const body = { number, previousKey: previousKey.kid, signingKey: signingKey.kid, statement };
    journal.append('succession', body, { retention: RETENTION, clockOffset });
  }
  return changeEnrolment(journal.vault, ({ signingKey, successions }) => ({
    signingKey: followed.at(-1)?.signingKey ?? signingKey,
    successions: [...successions, ...followed.map(({ number, statement }) => ({ number, statement }))],
  }));
}

/** Thumbprints of the pinned key and of those that it was pinned after. */
export async function keysPinned({ signingKey, successions }: Enrolment): Promise<string[]> {
  const before = successions.flatMap(({ statement }) => readSuccession(statement)?.previousKey.kid ?? []);
  return [await thumbprint(signingKey), ...before];
}
