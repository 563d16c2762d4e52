import { createPrivateKey, createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { faceGroup, withCheckDigits } from './files';
import { type PassportPage, makePassport, printedKey } from './passport';
import { FORGER, HOLDER } from './sample-faces';
import { type KeyKind, makeState } from './sample-state';
import { VirtualChip } from './virtual-chip';

/** A passport of a state that does not exist. Liv Halvorsen is invented, as her number is. */
const page: PassportPage = {
  lines: withCheckDigits(
    'P<UTOHALVORSEN<<LIV<MARIE<<<<<<<<<<<<<<<<<<<\nX4R81K3070UTO0202110F3409040<<<<<<<<<<<<<<00',
  ),
  can: '318426',
  portrait: { image: Buffer.from(HOLDER, 'base64'), isJpeg2000: true },
  person: {
    name: 'Halvorsen<<Liv<Marie',
    birthDate: '20020211',
    address: 'Fjordgata 7<Nyhavn',
    phone: '00000000',
  },
  authority: 'Utopia Passport Office',
  issued: '20240905',
};

/** What is printed on the sample passport: the lines at its foot, and the number that opens its chip. */
export const samplePassport = { lines: page.lines, can: page.can } as const;

/** Which of the two chips: as the state made it, or with the portrait exchanged afterwards. */
export type SampleChip = 'genuine' | 'altered';

const FACE = '0102';
/** A curve that every runtime has: this is made in whichever one training runs in. */
const KIND: KeyKind = { curve: 'prime256v1' };
const SUITE = 'aes-128';

/** The sample passport as it was personalised once: its files, the chip's own key, and the root that vouches for it. */
export const PersonalisedPassport = z.object({
  /** DER of the sample root certificate. */
  rootBase64: z.base64(),
  /** By id in hex. */
  files: z.record(z.string(), z.base64()),
  /** PKCS #8. */
  chipKeyBase64: z.base64(),
});
export type PersonalisedPassport = z.infer<typeof PersonalisedPassport>;

/** Makes the sample state's keys, and signs the passport with them. The keys of the state are forgotten. */
export function personalisePassport(now: Date): PersonalisedPassport {
  const from = new Date(now.getTime() - 30 * DAY);
  const until = new Date(now.getTime() + 20 * 365 * DAY);
  const certificate = { kind: KIND, from, until };
  const passport = makePassport(page, {
    state: makeState(certificate),
    signer: certificate,
    proof: { type: 'chip', suite: SUITE, kind: KIND },
  });
  const { state, files, chipKey } = passport;
  if (!chipKey) throw new Error('The sample passport has a key of its own.');
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return {
    rootBase64: base64(state.root),
    files: Object.fromEntries([...files].map(([id, bytes]) => [id, base64(bytes)])),
    chipKeyBase64: base64(chipKey.privateKey.export({ type: 'pkcs8', format: 'der' })),
  };
}

const DAY = 86_400_000;

/** Its chip, as laid on a reader: it opens with PACE on a Brainpool curve, by its lines and by its number. */
export function chipOf({ files, chipKeyBase64 }: PersonalisedPassport, which: SampleChip): VirtualChip {
  const held = new Map<string, Uint8Array>(
    Object.entries(files).map(([id, base64]) => [id, Buffer.from(base64, 'base64')]),
  );
  if (which === 'altered') held.set(FACE, faceGroup(Buffer.from(FORGER, 'base64'), true));
  const privateKey = createPrivateKey({
    key: Buffer.from(chipKeyBase64, 'base64'),
    type: 'pkcs8',
    format: 'der',
  });
  return new VirtualChip({
    printed: printedKey(page),
    files: held,
    pace: { suite: 'aes-128', curve: 13 },
    chipKey: { suite: SUITE, privateKey, publicKey: createPublicKey(privateKey) },
  });
}
