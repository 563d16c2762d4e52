import { DONE, commandBytes, readAnswer } from '../../../shared/framing/apdu';
import type { CardChannel } from './card-channel';

/** The application of travel documents (ICAO 9303 part 10, 3.6). */
const APPLICATION = Uint8Array.of(0xa0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01);
/** EF.CardAccess, in the master file of chips that speak PACE. */
const CARD_ACCESS = Uint8Array.of(0x01, 0x1c);
const SECURITY_STATUS_NOT_SATISFIED = 0x6982;

/** A card that was laid down is asked for little: one that takes longer than this does not answer. */
const ANSWER_WITHIN = 3_000;

/**
 * Whether the card is a passport or ID card with a chip. One that wants PACE first may not show its application yet,
 * but shows how to speak to it. Rejects as the channel does.
 */
export async function isDocumentChip(card: CardChannel): Promise<boolean> {
  const select = async (p1: number, data: Uint8Array) => {
    const command = commandBytes({ cla: 0x00, ins: 0xa4, p1, p2: 0x0c, data });
    return readAnswer(await card.transmit(command, ANSWER_WITHIN)).status;
  };
  const application = await select(0x04, APPLICATION);
  if (application === DONE || application === SECURITY_STATUS_NOT_SATISFIED) return true;
  return (await select(0x02, CARD_ACCESS)) === DONE;
}
