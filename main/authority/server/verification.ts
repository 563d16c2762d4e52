import { randomUUID } from 'node:crypto';
import type { Claims } from '../../../shared/domain/claims';
import type { Purpose } from '../../../shared/domain/purpose';
import type { Reason } from '../../../shared/domain/reason';
import type { Issuer } from '../../../shared/domain/trust-list';
import { open } from '../../crypto/jwe';
import { signCompact, verifyCompact } from '../../crypto/jws';
import { isAdult } from '../../verification/adult';
import { judge } from '../../verification/judge';
import { minimised } from '../../verification/minimised';
import type {
  Question,
  SealedQuestion,
  VerificationRequest,
  VerificationStatement,
} from '../client/api.generated';
import type { AuthorityKeys } from './authority-keys';
import type { AsOf, DynamicCodes } from './dynamic-codes';
import type { Place } from './enrolment-codes';
import { lateRefusal } from './late-question';
import { conforms } from './protocol';
import type { StatusLists } from './status-lists';
import type { Terminal, Terminals } from './terminals';
import type { TrustLists } from './trust-lists';
import type { UsedPresentations } from './used-presentations';

interface VerificationParts {
  terminals: Pick<Terminals, 'formersOf'>;
  keys: AuthorityKeys;
  codes: DynamicCodes;
  usedPresentations: UsedPresentations;
  trustLists: TrustLists;
  statusLists: StatusLists;
  training: boolean;
  /** Everything that this authority knows of, used by a site today or not. */
  purposes: readonly Purpose[];
  /** For which a terminal may ask today. */
  purposesOf(place: Place): Promise<readonly Purpose[]>;
  /** What is known of the holder of a dynamic code. */
  claimsOf(citizen: string): Claims | undefined;
}

/** What becomes of one question. */
type Finding =
  | { claims: Claims; issuer: Pick<Issuer, 'id' | 'name' | 'training'>; validUntil?: string }
  | { refused: Reason };

/** `POST /v1/verifications`: answers questions about presentations, at once or late. */
export class Verification {
  constructor(private readonly parts: VerificationParts) {}

  /** The answer, signed: typ `vestibule-verification+jws`. A question that cannot be read is answered too: refused. */
  async answer(request: VerificationRequest, terminal: Terminal, now: Date): Promise<string> {
    const { keys } = this.parts;
    const statement: Pick<VerificationStatement, 'nonce' | 'terminal' | 'judgedAt'> = {
      nonce: request.nonce,
      terminal: terminal.id,
      judgedAt: now.toISOString(),
    };
    const question = 'sealed' in request ? await this.#opened(request.sealed, terminal) : request.question;
    const about = 'unreadable' in question ? {} : aboutOf(question);
    const finding =
      'unreadable' in question
        ? { refused: question.unreadable }
        : await this.#find(question, terminal, asOf(question, now));
    const answer: VerificationStatement = { ...statement, ...about, ...resultOf(finding) };
    return signCompact(answer, keys.signing, 'vestibule-verification+jws');
  }

  /** Opens a late question and checks that this terminal asked it, or one that its machine was before. */
  async #opened(sealed: string, terminal: Terminal): Promise<SealedQuestion | { unreadable: Reason }> {
    const jws = await open(sealed, this.parts.keys.verification);
    if (jws === undefined) return { unreadable: 'malformed' };
    const asker = await this.#askerOf(jws, terminal);
    const question = await verifyCompact(jws, asker.key, 'vestibule-question+jws');
    if (question === undefined) return { unreadable: 'bad-signature' };
    if (!conforms('SealedQuestion', question)) return { unreadable: 'malformed' };
    if (question.terminal !== asker.id) return { unreadable: 'bad-signature' };
    return Number.isNaN(presented(question).getTime()) ? { unreadable: 'malformed' } : question;
  }

  async #askerOf(jws: string, terminal: Terminal): Promise<Terminal> {
    if (await verifyCompact(jws, terminal.key, 'vestibule-question+jws')) return terminal;
    for (const former of await this.parts.terminals.formersOf(terminal.id))
      if (await verifyCompact(jws, former.key, 'vestibule-question+jws')) return former;
    return terminal;
  }

  /** The one that asked may have become `asker` since, and the site may have given up a purpose since a late question was asked. */
  async #find(question: Question | SealedQuestion, asker: Terminal, asOf: AsOf): Promise<Finding> {
    const allowed = asOf.late ? this.parts.purposes : await this.parts.purposesOf(asker);
    const purpose = allowed.find(({ name }) => name === question.purpose);
    const terminal = askerOf(question) ?? asker.id;
    if (!purpose?.accepts.includes(question.format)) return { refused: 'not-permitted' };
    return question.format === 'e-id-code'
      ? this.#findCode(question, terminal, asOf, purpose)
      : this.#findCredential(question, terminal, asOf, purpose);
  }

  async #findCode(
    { issuer: issuerId, code, presentedAt }: Question | SealedQuestion,
    terminal: string,
    asOf: AsOf,
    purpose: Purpose,
  ): Promise<Finding> {
    const { codes, trustLists, claimsOf } = this.parts;
    const { list } = await trustLists.current(asOf.now);
    const issuer = list.issuers.find(({ id, formats }) => id === issuerId && formats.includes('e-id-code'));
    if (!issuer) return { refused: 'untrusted-issuer' };
    const judgement = await codes.consume({ code, issuer: issuer.id, terminal, presentedAt }, asOf);
    if ('refused' in judgement) return judgement;
    const claims = claimsOf(judgement.citizen);
    if (!claims) return { refused: 'unknown-code' };
    return {
      claims: minimised(withAge(claims, asOf.late ?? asOf.now), purpose.sees),
      issuer,
      validUntil: judgement.until.toISOString(),
    };
  }

  /**
   * A credential that stands on its own signature is judged as a terminal judges it, by this authority's own lists; one
   * that a holder's key signed for somebody is used up by that.
   */
  async #findCredential(
    { code, presentedAt }: Question | SealedQuestion,
    terminal: string,
    asOf: AsOf,
    purpose: Purpose,
  ): Promise<Finding> {
    const { trustLists, statusLists, usedPresentations, training } = this.parts;
    const untimely = lateRefusal(asOf);
    if (untimely) return { refused: untimely };
    const { list } = await trustLists.current(asOf.now);
    const at = asOf.late ?? asOf.now;
    const { verdict, once } = await judge(
      {
        id: randomUUID(),
        at: at.toISOString(),
        reader: { id: 'terminal', kind: 'command', name: 'A terminal' },
        content: { type: 'text', text: code },
      },
      {
        purpose: askedHere(purpose),
        trust: { list, receivedAt: asOf.now, statusLists: await statusLists.all(list.issuers, asOf.now) },
        now: at,
        clock: asOf.now,
        mode: training ? 'training' : 'live',
        clockOffset: 0,
        standsAlone: true,
      },
    );
    const issuer = list.issuers.find(({ id }) => id === verdict.issuer?.id);
    if (verdict.outcome !== 'verified' || !issuer) return { refused: verdict.reason ?? 'unsupported' };
    // Last, so that no refusal uses it up.
    const refused = once && (await usedPresentations.use(once, { terminal, presentedAt }, asOf));
    return refused ? { refused } : { claims: verdict.claims, issuer, validUntil: verdict.validUntil };
  }
}

/** The purpose as it is for the authority itself: there is nobody behind it to be asked. */
function askedHere(purpose: Purpose): Purpose {
  const { requires, accepts, offline } = purpose;
  return {
    ...purpose,
    requires: requires.filter((name) => name !== 'authority'),
    offline: { ...offline, signatureSuffices: accepts },
  };
}

/** A late question names the terminal that asked it. */
function askerOf(question: Question | SealedQuestion): string | undefined {
  return 'terminal' in question && typeof question.terminal === 'string' ? question.terminal : undefined;
}

/** What an answer repeats of its question, so that it can stand for itself. */
function aboutOf(question: Question | SealedQuestion) {
  const { purpose, presentedAt } = question;
  return { purpose, presentedAt, ...('verdict' in question && { verdict: question.verdict }) };
}

/** A question that came in time is judged now; a late one as of when the person stood there, by the authority's clock. */
function asOf(question: Question | SealedQuestion, now: Date): AsOf {
  if (!('verdict' in question)) return { now };
  return { now, late: presented(question) };
}

/** When it was shown by the authority's clock. Invalid for a leap second and for an offset beyond all dates. */
function presented({ presentedAt, clockOffset }: SealedQuestion): Date {
  return new Date(Date.parse(presentedAt) + (clockOffset ?? 0));
}

type Result = Pick<
  VerificationStatement,
  'outcome' | 'reason' | 'claims' | 'issuer' | 'validUntil' | 'training'
>;

function resultOf(finding: Finding): Result {
  if ('refused' in finding) {
    return { outcome: 'refused', reason: finding.refused, claims: {}, training: false };
  }
  const { claims, issuer, validUntil } = finding;
  return {
    outcome: 'verified',
    claims,
    issuer: { id: issuer.id, name: nameOf(issuer) },
    training: issuer.training,
    ...(validUntil !== undefined && { validUntil }),
  };
}

function nameOf({ id, name }: Pick<Issuer, 'id' | 'name'>): { en: string; [tag: string]: string } {
  return { ...name, en: name['en'] ?? id };
}

function withAge(claims: Claims, now: Date): Claims {
  const adult = claims.birthDate === undefined ? undefined : isAdult(claims.birthDate, now);
  return adult === undefined ? claims : { ...claims, adult };
}
