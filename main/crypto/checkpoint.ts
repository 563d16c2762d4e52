import type { PrivateKey, PublicKey } from './jwk';
import { countersignNote, isNoteSignedBy, noteText, signNote } from './signed-note';

/**
 * How far a terminal's chain reached when it was signed, in the form of C2SP tlog-checkpoint. The log is a chain
 * and not a tree: `hash` is the hash of entry number `size`, which stands on every entry before it.
 */
export interface Checkpoint {
  terminal: string;
  epoch: number;
  /** Entries of this epoch. */
  size: number;
  /** Lower-case hex; 64 zeros where `size` is 0. */
  hash: string;
  /** SHA-256 of the authority's newest signed acknowledgement that the terminal holds, hex. */
  acknowledgement?: string;
}

/**
 * The checkpoint as a note that the terminal signed. Its text, each line ended by a line feed: the origin
 * `vestibule/<terminal, percent-encoded>/<epoch>`, the size in decimal, the hash in base64, and where there is
 * one `acknowledgement <hash in hex>`. The key name is the origin.
 */
export function signCheckpoint(checkpoint: Checkpoint, key: PrivateKey): string {
  const { size, hash, acknowledgement } = checkpoint;
  const origin = originOf(checkpoint);
  const lines = [origin, String(size), Buffer.from(hash, 'hex').toString('base64')];
  if (acknowledgement !== undefined) lines.push(`acknowledgement ${acknowledgement}`);
  return signNote(lines.map((line) => `${line}\n`).join(''), origin, key);
}

/** The note with the authority's signature beside the terminal's; undefined if it is no note. */
export function countersignCheckpoint(note: string, key: PrivateKey): string | undefined {
  return countersignNote(note, AUTHORITY, key);
}

/** What the note says, not believed yet; undefined if it is no checkpoint of a terminal. */
export function readCheckpoint(note: string): Checkpoint | undefined {
  const match = TEXT.exec(noteText(note) ?? '');
  if (!match) return undefined;
  const [, terminal = '', epoch, size, base64 = '', acknowledgement] = match;
  const hash = Buffer.from(base64, 'base64');
  const read: Checkpoint = {
    terminal: decoded(terminal),
    epoch: Number(epoch),
    size: Number(size),
    hash: hash.toString('hex'),
    ...(acknowledgement !== undefined && { acknowledgement }),
  };
  const exact = hash.length === 32 && hash.toString('base64') === base64 && read.terminal !== '';
  return exact && Number.isSafeInteger(read.size) && Number.isSafeInteger(read.epoch) ? read : undefined;
}

/** Whether the terminal whose key this is signed the checkpoint. */
export function isSignedByTerminal(note: string, key: PublicKey): boolean {
  const checkpoint = readCheckpoint(note);
  return checkpoint !== undefined && isNoteSignedBy(note, originOf(checkpoint), key);
}

/** Whether the authority whose key this is has seen the checkpoint. */
export function isSignedByAuthority(note: string, key: PublicKey): boolean {
  return readCheckpoint(note) !== undefined && isNoteSignedBy(note, AUTHORITY, key);
}

const AUTHORITY = 'vestibule-authority';
const TEXT =
  /^vestibule\/([^\s/+]{1,600})\/([1-9]\d{0,15})\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n(?:acknowledgement ([0-9a-f]{64})\n)?$/;

function originOf({ terminal, epoch }: Checkpoint): string {
  return `vestibule/${encodeURIComponent(terminal)}/${epoch}`;
}

/** Empty for what `encodeURIComponent` did not make. */
function decoded(terminal: string): string {
  try {
    const plain = decodeURIComponent(terminal);
    return encodeURIComponent(plain) === terminal ? plain : '';
  } catch {
    return '';
  }
}
