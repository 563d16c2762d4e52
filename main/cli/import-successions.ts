import type { Enrolment } from '../authority/client/enrolment';
import { SuccessionsAnswer } from '../authority/client/schemas';
import { refusedSuccession } from '../authority/client/signing-key';
import { followSuccessions } from '../crypto/succession';
import type { Journal } from '../journal/journal';
import { pinSuccessions } from '../terminal/pinned-key';

/**
 * Takes the chain of the authority's signing keys, as the authority publishes it, into a terminal without a network;
 * undefined where the text is no such chain. AuthorityFailure succession-refused where it does not lead on from the pin.
 */
export function importSuccessions(
  text: string,
  journal: Journal,
  { signingKey, successions }: Enrolment,
): Record<string, unknown> | undefined {
  const published = SuccessionsAnswer.safeParse(jsonOf(text));
  if (!published.success) return undefined;
  const known = successions.at(-1)?.number ?? 0;
  const result = followSuccessions(signingKey, known, published.data.successions);
  if ('refused' in result) throw refusedSuccession(result.refused);
  const { followed } = result;
  const pinned = followed.length === 0 ? signingKey : pinSuccessions(journal, followed, null).signingKey;
  return { kind: 'successions', followed: followed.length, signingKey: pinned.kid };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
