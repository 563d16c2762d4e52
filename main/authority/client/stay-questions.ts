import { randomBytes } from 'node:crypto';
import type * as Api from './api.generated';
import type { AuthorisedExchange } from './authorised-exchange';
import type { Enrolment } from './enrolment';
import { invalid, parseAnswer } from './exchange';
import { SignedStays, StaysStatement } from './schemas';
import { SigningKey } from './signing-key';

const OPERATION = { method: 'POST', path: '/v1/stays' } as const;

/** Asks who stays at the site by other terminals' records, and believes only what the authority signed for this question. */
export class StayQuestions {
  constructor(
    private readonly enrolment: Enrolment,
    private readonly exchange: Pick<AuthorisedExchange, 'send'>,
    private readonly signing = new SigningKey(enrolment),
  ) {}

  /** The site's key, hex, and what was found for each question, in their order. */
  async compare(
    stays: readonly Api.StayQuestion[],
    signal: AbortSignal,
  ): Promise<Pick<StaysStatement, 'key' | 'elsewhere'>> {
    const request: Api.StaysRequest = { nonce: randomBytes(24).toString('base64url'), stays: [...stays] };
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(request);
    const received = await this.exchange.send({ ...OPERATION, headers, body, signal });
    const { stays: jws } = parseAnswer(OPERATION, received, SignedStays);
    const payload = await this.signing.open(jws, 'vestibule-stays+jws', signal);
    const statement = StaysStatement.safeParse(payload);
    if (!statement.success) throw invalid(OPERATION, 'it is not signed by the authority, or malformed');
    const { nonce, terminal, key, elsewhere } = statement.data;
    const isOurs = nonce === request.nonce && terminal === this.enrolment.terminal;
    if (!isOurs || elsewhere.length !== stays.length) throw invalid(OPERATION, 'it answers another question');
    return { key, elsewhere };
  }
}
