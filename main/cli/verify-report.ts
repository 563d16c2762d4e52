import type { Claims } from '../../shared/domain/claims';
import type { FormatName } from '../../shared/domain/format';
import type { Reason } from '../../shared/domain/reason';
import type { TrustList } from '../../shared/domain/trust-list';
import type { Assurance, Check, Outcome, Verdict } from '../../shared/domain/verdict';
import type { JudgedVerdict } from '../verification/judgement';

/** What `vestibule verify --json` prints for one presentation (CLI). */
export interface VerifyReport {
  readonly input: string;
  readonly format: FormatName | null;
  readonly outcome: Outcome;
  readonly assurance: Assurance | null;
  readonly reason?: Reason;
  readonly checks: readonly Check[];
  readonly claims: Claims;
  readonly issuer?: NonNullable<Verdict['issuer']> & { readonly training?: true };
  readonly micros: number;
}

export function reportFrom(input: string, verdict: JudgedVerdict, list: TrustList | null): VerifyReport {
  const { format = null, outcome, assurance = null, reason, checks, claims, issuer, micros } = verdict;
  const isSample = list?.issuers.some(({ id, training }) => id === issuer?.id && training);
  return {
    input,
    format,
    outcome,
    assurance,
    ...(reason && { reason }),
    checks,
    claims,
    ...(issuer && { issuer: isSample ? { ...issuer, training: true } : issuer }),
    micros,
  };
}

/** The same for people, a few lines without control characters. */
export function sentences(report: VerifyReport): string {
  const { input, format, issuer, checks, claims, micros } = report;
  const lines = [
    `${input}: ${headline(report)}${format === null ? '' : ` (${format})`}`,
    ...(issuer
      ? [line('issuer', `${issuer.name['en'] ?? issuer.id}${issuer.training ? ', a sample issuer' : ''}`)]
      : []),
    ...Object.entries(claims).map(([name, value]) =>
      line(name, typeof value === 'object' ? picture(value) : `${value}`),
    ),
    line(
      'checks',
      checks.map(({ name, ok }) => `${name} ${ok === null ? 'open' : ok ? 'ok' : 'FAILED'}`).join(', '),
    ),
    line('time', `${micros} µs`),
  ];
  return lines.join('\n');
}

function headline({ outcome, assurance, reason }: VerifyReport): string {
  if (outcome === 'refused') return `refused: ${reason === undefined ? 'no reason' : REASONS[reason]}`;
  if (outcome === 'verified') return assurance === null ? 'verified' : `verified ${ASSURANCES[assurance]}`;
  return outcome === 'unverified-queued'
    ? 'not verified: only the authority can tell'
    : 'to be checked by eye';
}

const ASSURANCES: Readonly<Record<Assurance, string>> = {
  online: 'by the authority',
  'offline-signature': 'by the issuer’s signature',
  'reader-attested': 'by the card reader’s security module',
  unsigned: 'by nobody',
};

const REASONS: Readonly<Record<Reason, string>> = {
  unreadable: 'nothing that can be read',
  unsupported: 'known by its shape, but this version cannot verify it',
  'unknown-code': 'not a code this program knows',
  'payment-code': 'this is a payment code, ask for the ID code',
  malformed: 'damaged, or not made as its format says',
  'too-large': 'larger than any code may be',
  expired: 'it has expired',
  'not-yet-valid': 'it is not valid yet',
  revoked: 'it has been revoked',
  'untrusted-issuer': 'the trust list has nobody who vouches for it',
  'bad-signature': 'the signature is not the issuer’s',
  replayed: 'it has been used before',
  'status-stale': 'the trust data is too old to vouch for it',
  'clock-wrong': 'this machine’s clock is wrong',
  'not-permitted': 'the purpose does not allow it',
};

function picture({ mediaType, base64 }: NonNullable<Claims['portrait']>): string {
  return `${mediaType}, ${Buffer.from(base64, 'base64').length} bytes`;
}

/** A name on a code may hold anything, also what steers a console. */
function line(name: string, value: string): string {
  return `  ${name.padEnd(18)}${value.replace(/\p{Cc}+/gu, ' ')}`;
}
