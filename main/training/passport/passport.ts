/** A whole virtual passport: its files, signed by a state that does not exist, and the chip that holds them. */
import {
  activeInfoGroup,
  activeKeyGroup,
  commonFile,
  documentGroup,
  faceGroup,
  personGroup,
  securityGroup,
  zoneGroup,
  type SuiteName,
} from './files';
import {
  BRAINPOOL,
  type CertificateOptions,
  type KeyKind,
  type State,
  keyPairOf,
  makeState,
} from './sample-state';
import { type ChipOptions, type PrintedKey, VirtualChip } from './virtual-chip';

/** What a passport says of its holder and itself. */
export interface PassportPage {
  /** The two printed lines, check digits included. */
  readonly lines: string;
  /** The card access number. */
  readonly can: string;
  readonly portrait: { readonly image: Uint8Array; readonly isJpeg2000: boolean };
  readonly person: Parameters<typeof personGroup>[0];
  readonly authority: string;
  /** `YYYYMMDD` */
  readonly issued: string;
}

export interface PassportOptions {
  readonly pace?: ChipOptions['pace'];
  /** How the chip proves itself; chip authentication over brainpoolP256r1 with AES-128 unless said otherwise. */
  readonly proof?:
    | { readonly type: 'chip'; readonly suite: SuiteName; readonly kind?: KeyKind }
    | {
        readonly type: 'active';
        readonly kind: KeyKind;
        readonly hash: 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';
      }
    | { readonly type: 'none' };
  readonly state?: State;
  readonly signer?: CertificateOptions;
  /** Goes over the data groups before they are signed. */
  readonly groups?: ReadonlyMap<number, Uint8Array>;
  /** Goes over the files after they were signed, by id in hex; null takes one away. */
  readonly altered?: ReadonlyMap<string, Uint8Array | null>;
  /** A copy of all files onto a chip without the private key. */
  readonly isCloned?: boolean;
  readonly pulledAt?: number;
}

export interface Passport {
  readonly chip: VirtualChip;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly state: State;
  /** The key of chip authentication, where it has one. */
  readonly chipKey: ChipOptions['chipKey'];
}

const HASHES = { sha1: 2, sha224: 2, sha256: 3, sha384: 4, sha512: 5 } as const;

export function makePassport(page: PassportPage, options: PassportOptions = {}): Passport {
  const {
    proof = { type: 'chip', suite: 'aes-128' },
    state = makeState(),
    altered = new Map(),
    isCloned = false,
  } = options;
  const groups = new Map<number, Uint8Array>([
    [1, zoneGroup(page.lines)],
    [2, faceGroup(page.portrait.image, page.portrait.isJpeg2000)],
    [11, personGroup(page.person)],
    [12, documentGroup(page.authority, page.issued)],
  ]);
  let [chipKey, activeKey]: [ChipOptions['chipKey'], ChipOptions['activeKey']] = [undefined, undefined];
  if (proof.type === 'chip') {
    const pair = keyPairOf(proof.kind ?? BRAINPOOL);
    groups.set(14, securityGroup(proof.suite, pair.publicKey.export({ type: 'spki', format: 'der' })));
    // Who copies a chip gets everything but this key.
    chipKey = {
      suite: proof.suite,
      publicKey: pair.publicKey,
      privateKey: isCloned ? keyPairOf(proof.kind ?? BRAINPOOL).privateKey : pair.privateKey,
    };
  } else if (proof.type === 'active') {
    const pair = keyPairOf(proof.kind);
    if ('curve' in proof.kind) groups.set(14, activeInfoGroup(HASHES[proof.hash]));
    groups.set(15, activeKeyGroup(pair.publicKey.export({ type: 'spki', format: 'der' })));
    activeKey = {
      hash: proof.hash,
      privateKey: isCloned ? keyPairOf(proof.kind).privateKey : pair.privateKey,
    };
  }
  for (const [group, file] of options.groups ?? []) groups.set(group, file);
  const files = new Map<string, Uint8Array>([
    ['011e', commonFile(groups)],
    ['011d', state.signer(options.signer).securityObject(groups)],
  ]);
  for (const [group, file] of groups) files.set(`01${group.toString(16).padStart(2, '0')}`, file);
  for (const [id, file] of altered) {
    if (file === null) files.delete(id);
    else files.set(id, file);
  }
  const chip = new VirtualChip({
    printed: printedKey(page),
    files,
    pace: options.pace,
    chipKey,
    activeKey,
    pulledAt: options.pulledAt,
  });
  return { chip, files, state, chipKey };
}

/** What is printed on the page and opens the chip: number, birth and expiry out of the second line. */
export function printedKey({ lines, can }: Pick<PassportPage, 'lines' | 'can'>): PrintedKey {
  const [, second = ''] = lines.split('\n');
  return {
    documentNumber: second.slice(0, 9).replace(/<+$/, ''),
    birthDate: second.slice(13, 19),
    expiryDate: second.slice(21, 27),
    can,
  };
}
