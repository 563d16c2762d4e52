import { type ErrorCode, reportOf } from '../../../shared/domain/error';
import type { CardChannel } from '../pcsc/card-channel';
import { isDocumentChip } from '../pcsc/document-chip';
import type { Driver } from '../driver';
import type { CardReader } from '../transport';

/** Milliseconds in which a card that slipped is back before a person is told. */
const BACK_WITHIN = 2_000;

/**
 * Drives smart card readers, by contacts and over the air. What it reads of a document's chip is that it is one, and then
 * hands it on; each card that is laid down is told once.
 */
export const smartCardReader: Driver<CardReader> = {
  name: 'pcsc',
  kind: 'smart-card',
  recognises: (device) => device.speaks === 'apdu',
  async start(reader, _info, sink) {
    let stopped = false;
    let slipped: ReturnType<typeof setTimeout> | undefined;
    reader.onCard(async (card) => {
      clearTimeout(slipped);
      const outcome = await examined(card);
      if (stopped) return;
      if (outcome === 'document') return sink.chip(card);
      if (outcome !== 'card-gone') return sink.problem(outcome);
      // Laid down anew at once it is simply examined again.
      clearTimeout(slipped);
      slipped = setTimeout(() => sink.problem('card-gone'), BACK_WITHIN);
    });
    return {
      stop() {
        stopped = true;
        clearTimeout(slipped);
      },
    };
  },
};

async function examined(card: CardChannel): Promise<ErrorCode | 'document'> {
  try {
    return (await isDocumentChip(card)) ? 'document' : 'card-unknown';
  } catch (thrown) {
    return reportOf(thrown).code;
  } finally {
    void card.release('leave');
  }
}
