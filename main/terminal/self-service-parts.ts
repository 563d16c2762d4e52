import type { EventMessage } from '../../shared/contract/events';
import { localDay } from '../../shared/domain/local-day';
import type { Presentation, PresentationContent } from '../../shared/domain/presentation';
import type { Reader, ReaderKind } from '../../shared/domain/reader';
import type { Verdict } from '../../shared/domain/verdict';
import type { Core } from './core';
import type { TerminalOptions } from './process-contract';
import { SelfService } from './self-service';
import type { SitePurposes } from './site-purposes';

interface Around {
  options: TerminalOptions;
  purposes: SitePurposes;
  now(): Date;
  core(): Core | null;
  place(): { site: string; training: boolean };
  readers(): readonly Reader[];
  judge(
    reader: Presentation['reader'],
    content: PresentationContent,
    symbology?: string,
    purpose?: string,
  ): Promise<Verdict>;
  emit(message: EventMessage): void;
}

/** Readers that a card is laid on. */
const FOR_CARDS: readonly ReaderKind[] = ['resident-card', 'simulated'];

/** Joins self-service with the terminal around it. At a counter it is never free. */
export function openSelfService({
  options: { selfService: set },
  purposes,
  now,
  core,
  place,
  readers,
  judge,
  emit,
}: Around): SelfService {
  const name = () => purposes.publicPurpose(set);
  return new SelfService({
    free() {
      const open = core();
      return open?.staff.unattended && !open.stopped ? open : undefined;
    },
    purpose: () => purposes.enabled.find((one) => one.name === name() && one.unattended),
    place: () => {
      const { site, training } = place();
      return { site, training };
    },
    takes: () => [
      'code',
      ...(readers().some(({ kind, state }) => state === 'live' && FOR_CARDS.includes(kind))
        ? (['card'] as const)
        : []),
      ...(core()?.delivery.online() ? (['wallet'] as const) : []),
    ],
    judge(reader, content, symbology) {
      // What is recorded later asks for the selected one.
      const served = name();
      if (served !== undefined) purposes.select(served);
      return judge(reader, content, symbology, served);
    },
    today: () => localDay(now()),
    tell: (payload) => emit({ event: 'self-service', payload }),
  });
}
