import { VestibuleError } from '../../shared/domain/error';
import type { Purpose, PurposeSummary } from '../../shared/domain/purpose';
import { purposeNamed, purposes, readPurpose } from '../verification/purposes';

interface ConfiguredPurposes {
  /** Names of those that are enabled. */
  readonly purposes: readonly string[];
  /** Definitions of those that do not ship. */
  readonly ownPurposes?: readonly unknown[] | undefined;
}

/**
 * The purposes of this site: those that its configuration enables, the shipped ones until there is a configuration,
 * and the one for which people are asked now. The configuration may bring purposes of its own as data.
 */
export class SitePurposes {
  #known: readonly Purpose[] = purposes;
  #enabled: readonly Purpose[] = purposes;
  #selected: Purpose = purposeNamed('hotel.check-in');

  /** Takes what the authority configured. A purpose that this version cannot read or does not know is left out. */
  configure({ purposes: names, ownPurposes = [] }: ConfiguredPurposes): void {
    const shipped = new Set(purposes.map(({ name }) => name));
    this.#known = [...purposes, ...ownPurposes.flatMap(readable).filter(({ name }) => !shipped.has(name))];
    const enabled = names.flatMap((name) => this.#known.find((one) => one.name === name) ?? []);
    this.#enabled = enabled.length > 0 ? enabled : purposes;
    const { name } = this.#selected;
    this.#selected = this.#enabled.find((one) => one.name === name) ?? this.#enabled[0] ?? this.#selected;
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

  /** The enabled purpose of that name. Throws not-permitted where the site does not use it. */
  enabledAs(name: string): Purpose {
    const found = this.#enabled.find((one) => one.name === name);
    if (found) return found;
    const names = this.#enabled.map((one) => one.name).join(', ');
    throw new VestibuleError('not-permitted', `This site does not use that purpose. It uses: ${names}.`);
  }

  /** The selected purpose, else the first one, that asks for this form. Throws not-permitted where there is none. */
  enabledWithForm(form: Purpose['form']): Purpose {
    const found = [this.#selected, ...this.#enabled].find((one) => one.form === form);
    if (found) return found;
    throw new VestibuleError('not-permitted', `This site has no purpose with the form "${form}".`);
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
