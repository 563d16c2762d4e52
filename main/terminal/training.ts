import { VestibuleError } from '../../shared/domain/error';
import type { Presentation, PresentationContent } from '../../shared/domain/presentation';
import type { Sample, TraySample } from '../../shared/domain/sample';
import { openAuthority } from '../authority/server';
import { SampleWallet, residentCards, walletSamples } from '../training';
import type { ReaderLink } from './reader-link';
import { authorityFolder } from './training-folder';

/** Training mode: the reference authority on this machine over real HTTP, its samples, and the cable between. */
export interface Training {
  readonly url: string;
  readonly enrolmentCode: string;
  /** Thumbprint of its signing key. */
  readonly signingKey: string;
  samples(): Promise<Sample[]>;
  tray(): TraySample[];
  /** Holds a sample in front of the simulated reader; where no reader host runs, hands a code to the desk, and nothing else. */
  present(id: string, readers: ReaderLink, desk: PresentText): Promise<void>;
  /** Whether this sample is a telephone with a wallet. */
  isWallet(id: string): boolean;
  /** Holds a telephone of the tray in front of a request's code; its holder agrees or says no. Throws what `SampleWallet` throws. */
  showCode(id: string, code: string): Promise<void>;
  /** The simulated document is taken away, once its chip is done with. */
  lift(readers: ReaderLink): void;
  /** Plugs the authority's cable in or pulls it: connections are then really refused. */
  connect(connected: boolean): Promise<void>;
  close(): Promise<void>;
}

type PresentText = (reader: Presentation['reader'], content: PresentationContent) => Promise<unknown>;

/** Starts the embedded authority in `folder/authority`. Its keys, samples and records stay there over restarts. */
export async function openTraining(folder: string, now: () => Date): Promise<Training> {
  const authority = await openAuthority({ database: authorityFolder(folder), training: true, now });
  const { url } = await authority.listen();
  const [enrolmentCode = ''] = await authority.enrolmentCodes(1);
  return {
    url,
    enrolmentCode,
    signingKey: authority.signingKey,
    samples: () => authority.samples(),
    tray: () => authority.tray(),
    async present(id, readers, desk) {
      const card = residentCards.find((each) => each.id === id);
      if (card) {
        readers.tell({ type: 'simulate', sample: { kind: 'card', card: simulated(card) } });
        return;
      }
      const chip = authority.chipOf(id);
      if (chip) {
        readers.onSimulatedCommand = (command) => chip.answer(command);
        readers.tell({ type: 'simulate', sample: { kind: 'document' } });
        return;
      }
      const text = await authority.textOf(id);
      if (text === undefined) throw new VestibuleError('bad-request', 'There is no such sample.');
      if (readers.connected) readers.tell({ type: 'simulate', sample: { kind: 'code', text } });
      else await desk({ id: 'tray', kind: 'simulated', name: 'Simulated scanner' }, { type: 'text', text });
    },
    isWallet: (id) => walletSamples.some((sample) => sample.id === id),
    async showCode(id, code) {
      const sample = walletSamples.find((each) => each.id === id);
      if (!sample) throw new VestibuleError('bad-request', 'There is no such telephone.');
      const wallet = await SampleWallet.of(sample.citizen, url, now);
      await wallet.answer(code, sample.choice);
    },
    lift: (readers) => readers.tell({ type: 'lift-simulated' }),
    connect: async (connected) => {
      if (connected) await authority.listen();
      else await authority.stopListening();
    },
    close: () => authority.close(),
  };
}

function simulated(card: (typeof residentCards)[number]) {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return {
    textBase64: base64(card.textRecord),
    photoBase64: base64(card.photo),
    samId: card.samId,
    ...(card.addressRecord && { addressBase64: base64(card.addressRecord) }),
  };
}
