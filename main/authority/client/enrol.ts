import type { Connection } from '../../../shared/domain/connection';
import { type ErrorCode, VestibuleError } from '../../../shared/domain/error';
import {
  type PrivateKey,
  type PublicKey,
  generateSigningKey,
  publicHalf,
  thumbprint,
} from '../../crypto/jwk';
import { signCompact, verifyCompact } from '../../crypto/jws';
import type * as Api from './api.generated';
import { AuthorityClock } from './authority-clock';
import { AuthorityFailure } from './authority-failure';
import { AuthorityUrl } from './authority-url';
import { withDeadline } from './deadline';
import type { Enrolment } from './enrolment';
import { Exchange, type Operation, invalid, mustBeAccepted, parseAnswer } from './exchange';
import { EnrolmentAnswer, EnrolmentStatement } from './schemas';
import { verifyTrustList } from './trust-list-answer';

const OPERATION = { method: 'POST', path: '/v1/terminals' } as const;
const TIMEOUT = 15_000;

/** Refusals a person can do something about have an error of their own. */
const CODE_ERRORS: Readonly<Record<string, { code: ErrorCode; message: string }>> = {
  'enrolment-code-wrong': { code: 'enrolment-code-wrong', message: 'There is no such enrolment code.' },
  'enrolment-code-used': {
    code: 'enrolment-code-used',
    message: 'This enrolment code has been used already.',
  },
  'enrolment-code-expired': { code: 'enrolment-code-expired', message: 'This enrolment code has expired.' },
};

export interface EnrolOptions {
  url: string;
  /** The one-time code as a person reads it; case, hyphens and spaces do not matter. */
  code: string;
  now: () => Date;
  /**
   * The terminal's key; a new one by default. A caller that keeps it can repeat an enrolment whose answer was
   * lost: the same key and code get the same answer, another key finds the code used.
   */
  keyPair?: PrivateKey;
  /** Thumbprint (RFC 7638, SHA-256, base64url) of the authority's signing key, from the enrolment QR or file. */
  expectedSigningKey?: string | undefined;
  /** How the site's network is passed. */
  connection?: Connection | undefined;
  /** The terminal that this machine was: the authority takes nothing more under its key. */
  former?: Pick<Enrolment, 'terminal' | 'privateKey'>;
}

/**
 * Enrols this terminal (PROTOCOL, First trust). VestibuleError: insecure-url, enrolment-code-wrong, -used or
 * -expired, enrolment-rate-limited; AuthorityFailure: authority-not-expected where its key is another one, clock-wrong, authority-answer-invalid
 * where anything it states is not signed, else as AuthorityClient.
 */
export async function enrol(options: EnrolOptions): Promise<Enrolment> {
  const url = new AuthorityUrl(options.url);
  const privateKey = options.keyPair ?? (await generateSigningKey());
  const clock = new AuthorityClock(options.now);
  const exchange = new Exchange(url, clock, options.now, options.connection);
  const body = JSON.stringify(await enrolmentRequest(url, privateKey, options));
  const answer = await sendTwice(exchange, body);
  const { signingKey, statement } = parseAnswer(OPERATION, answer, EnrolmentAnswer);
  await mustBeExpected(signingKey, options.expectedSigningKey);
  const stated = await readStatement(OPERATION, statement, signingKey, privateKey);
  const { terminal, epoch, site, training, verificationKey, exportKey, configuration, trustList } = stated;
  await verifyTrustList(OPERATION, trustList, signingKey);
  return {
    url: url.base,
    terminal,
    epoch,
    site,
    training,
    privateKey,
    signingKey,
    successions: [],
    verificationKey,
    exportKey,
    configuration,
    trustList,
    statement,
    formers: [],
  };
}

async function enrolmentRequest(
  url: AuthorityUrl,
  privateKey: PrivateKey,
  { code, former }: Pick<EnrolOptions, 'code' | 'former'>,
): Promise<Api.EnrolmentRequest> {
  const proof: Api.EnrolmentProof = { aud: url.of(OPERATION.path), code: plainCode(code) };
  const request = {
    code,
    publicKey: publicHalf(privateKey),
    proof: await signCompact(proof, privateKey, 'vestibule-enrolment-proof+jws'),
  };
  if (!former) return request;
  const was: Api.FormerTerminal = { ...proof, terminal: former.terminal };
  return {
    ...request,
    formerly: await signCompact(was, former.privateKey, 'vestibule-former-terminal+jws'),
  };
}

/** A lost answer would leave a used code and no terminal, so the same request goes out once more. */
async function sendTwice(exchange: Exchange, body: string) {
  try {
    return await send(exchange, body);
  } catch (thrown) {
    const lost =
      thrown instanceof AuthorityFailure && thrown.code === 'authority-unreachable' && !thrown.status;
    if (!lost) throw thrown;
    return send(exchange, body);
  }
}

async function send(exchange: Exchange, body: string) {
  const headers = { 'content-type': 'application/json' };
  const answer = await withDeadline(TIMEOUT, undefined, (signal) =>
    exchange.send({ ...OPERATION, headers, body, signal }),
  ).catch((thrown: unknown) => {
    throw isRateLimit(thrown)
      ? new VestibuleError('enrolment-rate-limited', 'Too many wrong codes came from here.')
      : thrown;
  });
  const known = CODE_ERRORS[answer.problem ?? ''];
  if (known) throw new VestibuleError(known.code, known.message);
  mustBeAccepted(OPERATION, answer);
  return answer;
}

function isRateLimit(thrown: unknown): boolean {
  return thrown instanceof AuthorityFailure && thrown.problem === 'rate-limited';
}

async function mustBeExpected(signingKey: PublicKey, expected: string | undefined): Promise<void> {
  if (expected !== undefined && (await thumbprint(signingKey)) !== expected) {
    throw new AuthorityFailure(
      'authority-not-expected',
      'The signing key of this authority is not the one that was expected.',
    );
  }
}

/** What the authority states about the terminal's key. AuthorityFailure authority-answer-invalid where it is not signed, or of another key. */
export async function readStatement(
  operation: Operation,
  statement: string,
  signingKey: PublicKey,
  privateKey: PrivateKey,
) {
  const payload = await verifyCompact(statement, signingKey, 'vestibule-enrolment+jws');
  const stated = EnrolmentStatement.safeParse(payload);
  if (!stated.success) throw invalid(operation, 'its statement is not signed by its own key, or incomplete');
  if ((await thumbprint(stated.data.terminalKey)) !== (await thumbprint(privateKey))) {
    throw invalid(operation, 'it states another terminal’s key');
  }
  return stated.data;
}

/** Crockford's base32 as the protocol writes it: upper case, no hyphens or spaces, I and L as 1, O as 0. */
function plainCode(code: string): string {
  return code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll(/[IL]/g, '1').replaceAll('O', '0');
}
