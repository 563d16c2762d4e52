import type { HandlersOf } from '../../shared/contract/calls';
import type { selfServiceCalls } from '../../shared/contract/self-service-calls';
import { VestibuleError } from '../../shared/domain/error';
import { roleServesPublic } from '../../shared/domain/terminal-role';
import type { Core } from './core';
import type { SelfService } from './self-service';
import type { SitePurposes } from './site-purposes';
import { contentOf, windowReaders } from './window-reads';

interface SelfServiceCallParts {
  service: SelfService;
  working(): Core;
  purposes: Pick<SitePurposes, 'enabledAs' | 'role'>;
  /** The purpose that this terminal is set to; undefined at a counter. */
  set: string | undefined;
}

/** What the window of a terminal in self-service asks, and the installer who sets it up. */
export function createSelfServiceCalls({
  service,
  working,
  purposes,
  set,
}: SelfServiceCallParts): HandlersOf<keyof typeof selfServiceCalls> {
  return {
    'self-service.read': () => service.read(),
    'self-service.present': async ({ text, symbology }) => {
      await service.present(windowReaders.keyboard, contentOf(text, undefined), symbology);
      return {};
    },
    'self-service.ask-wallet': async () => {
      await service.askWallet();
      return {};
    },
    'self-service.number': ({ number }) => {
      service.typedNumber(number);
      return {};
    },
    'self-service.consent': (answer) => {
      service.consent(answer);
      return {};
    },
    'self-service.record': async (form) => {
      await service.record(form);
      return {};
    },
    'self-service.clear': () => {
      service.clear();
      return {};
    },
    'self-service.may-set': ({ purpose }) => {
      const core = working();
      if (purpose === null ? purposes.role === 'self-service' : !roleServesPublic(purposes.role))
        throw new VestibuleError('not-permitted', `This terminal was enrolled as ${purposes.role}.`);
      if (purpose !== null && !purposes.enabledAs(purpose).unattended)
        throw new VestibuleError('not-permitted', 'This purpose is not served without staff.');
      core.noteSettings([{ name: 'selfService', before: set ?? null, after: purpose }]);
      return {};
    },
  };
}
