import type { Connection } from '../../../shared/domain/connection';
import { type PrivateKey, publicHalf } from '../../crypto/jwk';
import { signCompact } from '../../crypto/jws';
import type * as Api from './api.generated';
import { AuthorisedExchange } from './authorised-exchange';
import { AuthorityClock } from './authority-clock';
import { AuthorityUrl } from './authority-url';
import { withDeadline } from './deadline';
import { readStatement } from './enrol';
import type { Enrolment } from './enrolment';
import { Exchange, invalid, mustBeAccepted, parseAnswer } from './exchange';
import { EnrolmentAnswer } from './schemas';

const OPERATION = { method: 'POST', path: '/v1/keys' } as const;
const TIMEOUT = 15_000;

/**
 * Puts `newKey` in the place of the terminal's key and answers the enrolment with it. The caller keeps the new key
 * before this is called: where the answer is lost, one of the two keys is the terminal's, and a token tells which.
 * Rejects as AuthorityClient does.
 */
export async function rotateKey(options: {
  enrolment: Enrolment;
  newKey: PrivateKey;
  now: () => Date;
  connection?: Connection | undefined;
}): Promise<Enrolment> {
  const { enrolment, newKey, now, connection } = options;
  const url = new AuthorityUrl(enrolment.url);
  const exchange = new Exchange(url, new AuthorityClock(now), now, connection);
  const authorised = new AuthorisedExchange(exchange, enrolment);
  const proof: Api.KeyProof = { aud: url.of(OPERATION.path), terminal: enrolment.terminal };
  const body: Api.KeyRequest = {
    publicKey: publicHalf(newKey),
    proof: await signCompact(proof, newKey, 'vestibule-key-proof+jws'),
  };
  const headers = { 'content-type': 'application/json' };
  const answer = await withDeadline(TIMEOUT, undefined, (signal) =>
    authorised.send({ ...OPERATION, headers, body: JSON.stringify(body), signal }),
  );
  mustBeAccepted(OPERATION, answer);
  const { statement } = parseAnswer(OPERATION, answer, EnrolmentAnswer);
  const stated = await readStatement(OPERATION, statement, enrolment.signingKey, newKey);
  if (stated.terminal !== enrolment.terminal || stated.epoch !== enrolment.epoch)
    throw invalid(OPERATION, 'it states another terminal');
  return { ...enrolment, privateKey: newKey, statement };
}
