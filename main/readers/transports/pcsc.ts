/** Smart card readers through PC/SC (READERS, PC/SC). The package is optional and native: loaded on first use. */
import { VestibuleError } from '../../../shared/domain/error';
import { AbsentTransport } from '../absent-transport';
import type { PcscBinding } from '../pcsc/pcsc-card';
import { PcscReader } from '../pcsc/pcsc-reader';
import type { CardReader, DeviceInfo, Transport } from '../transport';

/** Milliseconds between two looks at the cards; a look is one quick question to the service (0.04 ms). */
const LOOK_EVERY = 200;

/**
 * Every reader that the PC/SC service knows. Where the package or the service is absent, listing rejects with an
 * AbsentTransport. A service that died is found again by the first listing after it is back.
 */
export function pcscTransport(
  load: () => Promise<PcscBinding> = () => import('smartcard'),
): Transport<CardReader> {
  let loading: Promise<PcscBinding> | null = null;
  let context: InstanceType<PcscBinding['Context']> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Open ones, and closed ones whose last native call has not come back. */
  const readers = new Set<PcscReader>();

  const binding = () => (loading ??= load().catch(notInstalled));

  /** One look; shows each open reader what lies on it. Throws where the service does not answer. */
  const look = ({ SCARD_STATE_PRESENT, Context }: PcscBinding) => {
    const listed = askService(Context);
    for (const reader of readers) {
      const found = listed.find(({ name }) => name === reader.name);
      if (reader.over) {
        if (!reader.busy) readers.delete(reader);
      } else if (!found) {
        reader.lost(new VestibuleError('reader-gone', 'The reader was unplugged.'));
      } else {
        const present = (found.state & SCARD_STATE_PRESENT) !== 0;
        reader.see({ present, count: found.state >>> 16, atr: found.atr ?? new Uint8Array(0) });
      }
    }
    return listed;
  };

  const askService = (Context: PcscBinding['Context']) => {
    try {
      context ??= new Context();
      return context.listReaders();
    } catch (cause) {
      context?.close();
      context = null;
      const error = serviceError(cause);
      for (const reader of readers) if (!reader.over) reader.lost(error);
      // Windows starts the service with the first reader: without one there is nothing to say.
      if (process.platform === 'win32' && error.adviceCode === 'smart-card-service') return [];
      throw error;
    }
  };

  const keepLooking = (loaded: PcscBinding) => {
    clearTimeout(timer);
    if (readers.size === 0) return;
    timer = setTimeout(() => {
      try {
        look(loaded);
      } catch {
        // Every open reader has been told; the next listing says what is wrong.
      }
      keepLooking(loaded);
    }, LOOK_EVERY);
  };

  return {
    name: 'PC/SC',
    async list() {
      return look(await binding()).flatMap(({ name }) => (isForModules(name) ? [] : [infoOf(name)]));
    },
    async open({ path: name }) {
      const loaded = await binding();
      const reader = new PcscReader(name, loaded);
      readers.add(reader);
      keepLooking(loaded);
      return reader;
    },
    busy: () => [...readers].some((reader) => reader.busy),
  };
}

function infoOf(name: string): DeviceInfo {
  // The numbers tell the first of its kind from the second; one alone needs none.
  const product = name.replace(/ 00 00$/, '');
  return {
    id: `pcsc:${name}`,
    path: name,
    speaks: 'apdu',
    vendorId: 0,
    productId: 0,
    product,
    simulated: false,
  };
}

/** The slot for a reader's own key module: nobody lays a card down there. */
const isForModules = (name: string) => /\bSAM\b/.test(name);

function notInstalled(cause: unknown): never {
  throw new AbsentTransport(
    'smart-card',
    'smart-card-package',
    'This installation cannot use smart card readers: the package "smartcard" is absent. It is compiled when Vestibule ' +
      'is installed from its sources on a machine with a compiler and the PC/SC library ' +
      '(Debian: build-essential libpcsclite-dev).',
    { cause },
  );
}

/** What the service says when it cannot be asked. The package gives words alone, no codes. */
function serviceError(cause: unknown): AbsentTransport {
  const absent = cause instanceof Error && /service/i.test(cause.message);
  const [code, advice] = absent
    ? ([
        'smart-card-service',
        'The smart card service does not run. On Debian: sudo apt install pcscd',
      ] as const)
    : ([
        'smart-card-permission',
        'The smart card service answers with an error; it may not let this account in. On Linux it lets in whoever is ' +
          'signed in at the screen; others need a polkit rule for org.debian.pcsc-lite.access_pcsc and access_card.',
      ] as const);
  return new AbsentTransport('smart-card', code, advice, { cause });
}
