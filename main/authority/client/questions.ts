import { randomBytes } from 'node:crypto';
import type { VerificationAnswer, VerificationQuestion } from '../../../shared/domain/verification';
import { seal } from '../../crypto/jwe';
import { signCompact } from '../../crypto/jws';
import type * as Api from './api.generated';
import type { AuthorisedExchange } from './authorised-exchange';
import type { Enrolment } from './enrolment';
import { invalid, parseAnswer } from './exchange';
import { SignedVerification, VerificationStatement } from './schemas';
import { SigningKey } from './signing-key';

const OPERATION = { method: 'POST', path: '/v1/verifications' } as const;

/** Asks the authority about presentations and believes only answers that it signed for exactly this question. */
export class Questions {
  constructor(
    private readonly enrolment: Enrolment,
    private readonly exchange: Pick<AuthorisedExchange, 'send'>,
    private readonly key = new SigningKey(enrolment),
  ) {}

  async ask(question: VerificationQuestion, signal: AbortSignal): Promise<VerificationAnswer> {
    const nonce = newNonce();
    const { format, issuer, code, purpose, presentedAt } = question;
    const request: Api.PlainVerification = {
      nonce,
      question: { format, issuer, code, purpose, presentedAt },
    };
    return this.#judge(request, signal, (statement) => statement.purpose === purpose);
  }

  /** The answer must be about this verdict; only a sealed question that could not be read is about none, and refused. */
  async askLate(sealed: string, verdict: string, signal: AbortSignal): Promise<VerificationAnswer> {
    return this.#judge({ nonce: newNonce(), sealed }, signal, (statement) =>
      statement.verdict === undefined ? statement.outcome === 'refused' : statement.verdict === verdict,
    );
  }

  /** The question signed by this terminal and sealed to the authority, with what our clock was worth then. */
  async seal(question: VerificationQuestion, verdict: string, clockOffset: number | null): Promise<string> {
    const { format, issuer, code, purpose, presentedAt } = question;
    const { terminal, privateKey, verificationKey } = this.enrolment;
    const sealed: Api.SealedQuestion = {
      terminal,
      verdict,
      format,
      issuer,
      code,
      purpose,
      presentedAt,
      clockOffset,
    };
    return seal(await signCompact(sealed, privateKey, 'vestibule-question+jws'), verificationKey);
  }

  async #judge(
    request: Api.VerificationRequest,
    signal: AbortSignal,
    isAboutThis: (statement: VerificationStatement) => boolean,
  ): Promise<VerificationAnswer> {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(request);
    const received = await this.exchange.send({ ...OPERATION, headers, body, signal });
    const { answer } = parseAnswer(OPERATION, received, SignedVerification);
    const statement = await this.#read(answer, signal);
    const { terminal, nonce, outcome, reason, claims, issuer, validUntil, training } = statement;
    if (nonce !== request.nonce || terminal !== this.enrolment.terminal || !isAboutThis(statement)) {
      throw invalid(OPERATION, 'it answers another question');
    }
    return { outcome, reason, claims, issuer, validUntil, training, answer };
  }

  async #read(answer: string, signal: AbortSignal): Promise<VerificationStatement> {
    const payload = await this.key.open(answer, 'vestibule-verification+jws', signal);
    const statement = VerificationStatement.safeParse(payload);
    if (!statement.success) throw invalid(OPERATION, 'it is not signed by the authority, or malformed');
    return statement.data;
  }
}

/** 192 random bits. */
function newNonce(): string {
  return randomBytes(24).toString('base64url');
}
