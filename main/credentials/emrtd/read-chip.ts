import { randomBytes } from 'node:crypto';
import type { ChipFile, ChipReading } from '../../../shared/domain/presentation';
import { VestibuleError } from '../../../shared/domain/error';
import { Refusal } from '../../crypto/refusal';
import { type Secret, mrzInformation } from './access-key';
import { DONE } from '../../../shared/framing/apdu';
import { readActiveKey } from './active-authentication';
import { type Random, openByBac } from './bac';
import { Chip, type ChipChannel } from './chip';
import { chipProof, provesItself } from './chip-authentication';
import { CARD_ACCESS, FILES } from './data-groups';
import { readDocumentSecurityObject } from './document-security-object';
import { bestOffer, openByPace } from './pace';
import { readFile } from './read-file';
import type { Session } from './secure-messaging';
import { type PaceOffer, readSecurityGroup, readSecurityInfos } from './security-infos';

/** What is being done with the chip. `read` and `total` are bytes of this file. */
export type ChipStep =
  | { readonly step: 'opening'; readonly by: 'pace' | 'bac' }
  | { readonly step: 'opened'; readonly by: 'pace' | 'bac' }
  | { readonly step: 'reading'; readonly file: ChipFile; readonly read: number; readonly total: number }
  | { readonly step: 'proving' };

export interface ReadChipOptions {
  onStep?(step: ChipStep): void;
  /** Ends the reading before its next command. */
  readonly signal?: AbortSignal;
  /** Where nonces and keys come from; the system's generator unless a test says otherwise. */
  readonly random?: Random;
}

const MASTER_FILE = Uint8Array.of(0x3f, 0x00);
const APPLICATION = Uint8Array.of(0xa0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01);

/**
 * Opens a chip with what is printed on the document and reads it: PACE where the chip offers it, else basic access
 * control; the files that EF.SOD names; then the proof that the chip is the original (ICAO 9303 part 11). Nothing is
 * judged here: the format `emrtd` does that with what comes back.
 *
 * Throws `VestibuleError`: chip-key-wrong, chip-unsupported, card-gone, card-silent, read-incomplete (called off, or the
 * chip stopped), frame-invalid, too-large, or what else the channel throws; `Refusal` malformed for a secret that can
 * be none. The channel stays the caller's to release.
 */
export async function readChip(
  channel: ChipChannel,
  secret: Secret,
  { onStep = () => undefined, signal, random = (length) => randomBytes(length) }: ReadChipOptions = {},
): Promise<ChipReading> {
  if ('mrz' in secret) mrzInformation(secret.mrz);
  const chip = new Chip(channel, signal);
  const openedBy = await open(chip, secret, random, onStep);
  const files = await readFiles(chip, onStep);
  onStep({ step: 'proving' });
  const proof = await prove(chip, files, random);
  return {
    type: 'emrtd',
    files: Object.fromEntries(
      [...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]),
    ),
    openedBy,
    openedWith: 'mrz' in secret ? 'mrz' : 'can',
    ...('mrz' in secret && { printed: secret.mrz }),
    ...proof,
  };
}

async function open(
  chip: Chip,
  secret: Secret,
  random: Random,
  onStep: (step: ChipStep) => void,
): Promise<'pace' | 'bac'> {
  const session = await paceSession(chip, secret, random, onStep);
  if (session !== undefined) {
    chip.enter(session);
    await select(chip);
    onStep({ step: 'opened', by: 'pace' });
    return 'pace';
  }
  if (!('mrz' in secret)) {
    throw new VestibuleError('chip-unsupported', 'This chip opens with the printed lines alone.');
  }
  onStep({ step: 'opening', by: 'bac' });
  await select(chip);
  chip.enter(await openByBac(chip, secret.mrz, random));
  onStep({ step: 'opened', by: 'bac' });
  return 'bac';
}

/** A session by PACE. Undefined where the chip offers none that is known here, or goes no further before the key matters: then the lines may still open it. */
async function paceSession(
  chip: Chip,
  secret: Secret,
  random: Random,
  onStep: (step: ChipStep) => void,
): Promise<Session | undefined> {
  const offers = await paceOffers(chip);
  const offer = bestOffer(offers);
  if (offer === undefined) return undefined;
  onStep({ step: 'opening', by: 'pace' });
  const isAmbiguous = offers.filter(({ suite }) => suite === offer.suite).length > 1;
  try {
    return await openByPace(chip, offer, isAmbiguous, secret, random);
  } catch (thrown) {
    const mayGoOn = thrown instanceof VestibuleError && thrown.code === 'chip-unsupported' && 'mrz' in secret;
    if (mayGoOn) return undefined;
    throw thrown;
  }
}

/** What EF.CardAccess offers; nothing where the chip has none, or one that cannot be understood. */
async function paceOffers(chip: Chip): Promise<readonly PaceOffer[]> {
  // Whoever looked at the chip before may have left its application selected; the file is in the master file.
  await chip.ask({ cla: 0, ins: 0xa4, p1: 0x00, p2: 0x0c, data: MASTER_FILE });
  const file = await readFile(chip, CARD_ACCESS.id).catch((thrown: unknown) => {
    if (thrown instanceof VestibuleError && thrown.code === 'frame-invalid') return undefined;
    throw thrown;
  });
  return (file && understood(() => readSecurityInfos(file)))?.pace ?? [];
}

async function select(chip: Chip): Promise<void> {
  await chip.must('the passport application', { cla: 0, ins: 0xa4, p1: 0x04, p2: 0x0c, data: APPLICATION });
}

/** EF.COM and EF.SOD, then each file that is wanted and that EF.SOD names. */
async function readFiles(chip: Chip, onStep: (step: ChipStep) => void): Promise<Map<ChipFile, Uint8Array>> {
  const files = new Map<ChipFile, Uint8Array>();
  let signed: ReadonlyMap<number, Uint8Array> | undefined;
  for (const { name, id, group } of FILES) {
    if (group !== undefined && signed !== undefined && !signed.has(group)) continue;
    const file = await readFile(chip, id, (read, total) =>
      onStep({ step: 'reading', file: name, read, total }),
    );
    if (file !== undefined) files.set(name, file);
    if (name === 'EF.SOD' && file !== undefined) {
      // Where it cannot be understood all are tried: the format says what is wrong with it.
      signed = understood(() => readDocumentSecurityObject(file))?.digests;
    }
  }
  return files;
}

/** Chip authentication where the chip has a key for it, else a signed challenge where it has a key for that. */
async function prove(
  chip: Chip,
  files: ReadonlyMap<ChipFile, Uint8Array>,
  random: Random,
): Promise<Pick<ChipReading, 'chipAuthentication' | 'activeAuthentication'>> {
  const group = files.get('DG14');
  const infos = group && understood(() => readSecurityGroup(group));
  const proof = infos && chipProof(infos);
  if (proof) return { chipAuthentication: (await provesItself(chip, proof, random)) ? 'passed' : 'failed' };
  const key = files.get('DG15');
  if (key === undefined) return { chipAuthentication: 'absent' };
  const challenge = random(8);
  const answer = await chip.ask({
    cla: 0,
    ins: 0x88,
    p1: 0,
    p2: 0,
    data: challenge,
    expects: responseLength(key),
  });
  return {
    chipAuthentication: 'absent',
    activeAuthentication: {
      challengeBase64: Buffer.from(challenge).toString('base64'),
      responseBase64: answer.status === DONE ? Buffer.from(answer.data).toString('base64') : '',
    },
  };
}

/** An RSA signature is as long as its key; in a short answer there is room for less than that and what secures it. */
function responseLength(group: Uint8Array): number {
  const key = understood(() => readActiveKey(group));
  return key?.type === 'rsa' && key.size > 200 ? 65_536 : 256;
}

/** What a file says, or undefined where it cannot be understood: whoever judges the reading finds the same. */
function understood<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof Refusal) return undefined;
    throw thrown;
  }
}
