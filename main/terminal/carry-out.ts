import type { AuthorityClient } from '../authority/client/authority-client';
import type { HeartbeatAnswer } from '../authority/client/schemas';
import type { Journal } from '../journal/journal';
import type { EnrolledConnection } from './enrolled-authority';
import { Orders } from './orders';
import { sealRest } from './revoke';
import { rotateTerminalKey, rotationPending } from './rotate-terminal-key';
import { changeEnrolment } from './vault-value';

export interface OrderedTerminal {
  folder: string;
  journal: Journal;
  client: AuthorityClient;
  enrolled: EnrolledConnection;
  now(): Date;
  /** Takes what the site configured; the vault holds it already. */
  configured(configuration: EnrolledConnection['enrolment']['configuration']): void;
  /** Opens the terminal anew: it has another key. */
  reopen(): void;
  /** Nothing is recorded any more from here on. */
  stop(): void;
  /** Tells the authority how the terminal is, now. */
  tell(): Promise<void>;
  wipe(): Promise<void>;
}

/** What the authority can have this terminal do from afar. */
export interface Steering {
  /** Ids of the orders that were carried out. */
  done(): string[];
  /** After each heartbeat: its orders, and whether the site has a newer configuration. */
  heard(answer: HeartbeatAnswer): Promise<void>;
  /** At a start: a rotation whose answer never came is brought to its end. */
  settle(): Promise<void>;
}

export function createSteering(terminal: OrderedTerminal): Steering {
  const { folder, journal, client, enrolled, now } = terminal;
  let { configuration: current } = enrolled.enrolment;

  const fetchConfiguration = async () => {
    const configuration = await client.configuration();
    if (configuration.version < current.version) return;
    current = configuration;
    changeEnrolment(journal.vault, () => ({ configuration, site: configuration.site }));
    terminal.configured(configuration);
  };
  const orders = new Orders({
    vault: journal.vault,
    signed: (answer) => client.orders(answer),
    carryOut: {
      'fetch-configuration': async ({ order }) => {
        await fetchConfiguration();
        orders.noteDone(order);
      },
      'rotate-key': async ({ order }) => {
        await rotateTerminalKey(journal.vault, enrolled, now);
        orders.noteDone(order);
        terminal.reopen();
      },
      'revoke-and-wipe': async ({ order }) => {
        terminal.stop();
        await sealRest(folder, journal, enrolled.enrolment);
        orders.noteDone(order);
        // Whether it is heard or not: a terminal that is cut off is wiped all the same.
        await terminal.tell().catch(() => undefined);
        await terminal.wipe();
      },
    },
  });
  return {
    done: () => orders.done(),
    async heard(answer) {
      await orders.hear(answer);
      if (answer.configurationVersion > current.version) await fetchConfiguration().catch(() => undefined);
    },
    async settle() {
      if (!(await rotationPending(journal.vault, enrolled.enrolment))) return;
      await rotateTerminalKey(journal.vault, enrolled, now);
      terminal.reopen();
    },
  };
}
