import type { Claims } from '../../shared/domain/claims';
import type { FormatName } from '../../shared/domain/format';
import type { Reason } from '../../shared/domain/reason';
import type { Check, CheckName } from '../../shared/domain/verdict';
import type { Validity } from '../credentials/format';
import { Refusal } from '../crypto/refusal';
import type { Finding } from './finding';

/** Refusals after somebody has vouched: the screen may say whose document it was. */
const SHOWS_WHOSE: readonly Reason[] = ['expired', 'not-yet-valid', 'revoked'];

/** What an examination has come by so far: each check in order, and what is known however it ends. */
export class Trail {
  format?: FormatName;
  issuer?: Finding['issuer'];
  /** Set once somebody has vouched for it, never before. */
  vouchedFor?: { readonly claims: Claims; readonly validity: Validity };
  answer?: string;
  readonly #checks: Check[] = [];

  /** Notes a check and goes on; null where nobody could tell yet. */
  note(name: CheckName, ok: boolean | null, detail?: string): void {
    this.#checks.push(detail === undefined ? { name, ok } : { name, ok, detail });
  }

  /** Notes a check, and ends the examination with this reason where it failed. */
  require(name: CheckName, ok: boolean, reason: Reason, detail?: string): void {
    this.note(name, ok, detail);
    if (!ok) throw new Refusal(reason, detail ?? name);
  }

  passed(name: CheckName): boolean {
    return this.#checks.some((check) => check.name === name && check.ok === true);
  }

  /** What was found, with everything on the trail. */
  ending(found: Pick<Finding, 'outcome'> & Partial<Finding>): Finding {
    const { format, issuer, vouchedFor, answer } = this;
    return { format, issuer, answer, ...vouchedFor, ...found, checks: this.#checks };
  }

  refused({ reason, detail }: Refusal): Finding {
    if (!this.passed('understood')) this.note('understood', false, detail);
    const shown = SHOWS_WHOSE.includes(reason) ? {} : { claims: undefined, validity: undefined };
    return this.ending({ outcome: 'refused', reason, ...shown });
  }
}
