import { VestibuleError } from '../../shared/domain/error';
import type { Purpose, PurposeSummary } from '../../shared/domain/purpose';
import { type TerminalRole, roleServesPublic } from '../../shared/domain/terminal-role';
import { purposeNamed, purposes, readPurpose } from '../verification/purposes';

interface ConfiguredPurposes {
  /** Names of those that are enabled. */
  readonly purposes: readonly string[];
  /** Definitions of those that do not ship. */
  readonly ownPurposes?: readonly unknown[] | undefined;
  /** What this terminal is at its site; its authority enables nothing else. */
  readonly role?: TerminalRole | undefined;
}

/**
 * The purposes of this terminal: those that its configuration enables, the shipped ones until there is a configuration,
 * and the one for which people are asked now. The configuration may bring purposes of its own as data.
 */
export class SitePurposes {
  #known: readonly Purpose[] = purposes;
  #enabled: readonly Purpose[] = purposes;
  #selected: Purpose = purposeNamed('hotel.check-in');
  #role: TerminalRole = 'any';

  /** Takes what the authority configured. A purpose that this version cannot read or does not know is left out. */
  configure({ purposes: names, ownPurposes = [], role = 'any' }: ConfiguredPurposes): void {
    const shipped = new Set(purposes.map(({ name }) => name));
    this.#known = [...purposes, ...ownPurposes.flatMap(readable).filter(({ name }) => !shipped.has(name))];
    this.#enabled = names.flatMap((name) => this.#known.find((one) => one.name === name) ?? []);
    this.#role = role;
    const { name } = this.#selected;
    this.#selected = this.#enabled.find((one) => one.name === name) ?? this.#enabled[0] ?? this.#selected;
  }

  /** What this terminal is at its site. */
  get role(): TerminalRole {
    return this.#role;
  }

  get selected(): Purpose {
    return this.#selected;
  }

  get enabled(): readonly Purpose[] {
    return this.#enabled;
  }

  /** Asks for this purpose from now on. Throws as `enabledAs`. */
  select(name: string): void {
    this.#selected = this.enabledAs(name);
  }

  /**
   * The name of the purpose for which people serve themselves at a machine that was `set` to one; undefined at a
   * counter. A terminal that is for nothing else needs no setting (empty where its site has no such purpose now); one that
   * is for staff does not follow it.
   */
  publicPurpose(set: string | undefined): string | undefined {
    if (!roleServesPublic(this.#role)) return undefined;
    if (this.#role === 'any') return set;
    const served = this.#enabled.filter(({ unattended }) => unattended).map(({ name }) => name);
    return served.find((name) => name === set) ?? served[0] ?? '';
  }

  /** The enabled purpose of that name. Throws not-permitted where this terminal does not have it. */
  enabledAs(name: string): Purpose {
    const found = this.#enabled.find((one) => one.name === name);
    if (found) return found;
    const names = this.#enabled.map((one) => one.name).join(', ');
    throw new VestibuleError('not-permitted', `This terminal does not have that purpose. It has: ${names}.`);
  }

  /** The selected purpose, else the first one, that asks for this form. Throws not-permitted where there is none. */
  enabledWithForm(form: Purpose['form']): Purpose {
    const found = this.#enabled.filter((one) => one.form === form);
    const purpose = found.find((one) => one === this.#selected) ?? found[0];
    if (purpose) return purpose;
    throw new VestibuleError('not-permitted', `This terminal has no purpose with the form "${form}".`);
  }

  /** A purpose that something was recorded for, enabled still or not any more. */
  known(name: string): Purpose | undefined {
    return this.#known.find((one) => one.name === name);
  }
}

/** What the windows are told of a purpose. */
export function summaryOf({ name, title, form, reporting, approvals, unattended }: Purpose): PurposeSummary {
  return {
    name,
    title,
    form,
    ...(reporting && { reporting }),
    ...(approvals && { approvals }),
    ...(unattended && { unattended }),
  };
}

function readable(json: unknown): Purpose[] {
  try {
    return [readPurpose(json)];
  } catch (thrown) {
    if (thrown instanceof VestibuleError) return [];
    throw thrown;
  }
}
