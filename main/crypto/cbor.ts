import { type DecodeOptions, type Token, Tokenizer, Type, decode } from 'cborg';
import { Refusal } from './refusal';

/** What CBOR can hold (RFC 8949). Maps keep their integer and text keys; a tag stays beside what it tags. */
export type CborValue =
  | number
  | bigint
  | string
  | boolean
  | null
  | undefined
  | Uint8Array
  | readonly CborValue[]
  | CborMap
  | CborTag;
export type CborMap = ReadonlyMap<number | bigint | string, CborValue>;

/** A value and the tag it carries (RFC 8949, 3.4). */
export class CborTag {
  constructor(
    readonly tag: number,
    readonly value: CborValue,
  ) {}
}

export interface CborLimits {
  /** Deepest nesting of arrays, maps and tags. */
  readonly depth: number;
  /** Most data items in all. */
  readonly items: number;
}

const LIMITS: CborLimits = { depth: 16, items: 4_096 };

/**
 * Decodes exactly one CBOR item, strictly: no duplicate keys, no keys but integers and text, valid UTF-8, nothing
 * behind the end, no deeper and no more than the limits. Anything else is `Refusal` malformed.
 */
export function decodeCbor(bytes: Uint8Array, limits: CborLimits = LIMITS): CborValue {
  try {
    const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    return decode(plain, { ...OPTIONS, tokenizer: new LimitedTokenizer(plain, limits) });
  } catch (cause) {
    throw new Refusal('malformed', 'CBOR: not well-formed, or over a limit', { cause });
  }
}

/** cborg asks for a decoder by tag number: every tag is kept, none is interpreted. */
const keepEveryTag = new Proxy<NonNullable<DecodeOptions['tags']>>(
  {},
  { get: (_, tag) => (content: () => CborValue) => new CborTag(Number(tag), content()) },
);

const OPTIONS: DecodeOptions = {
  allowIndefinite: true,
  allowUndefined: true,
  allowBigInt: true,
  useMaps: true,
  rejectDuplicateMapKeys: true,
  retainStringBytes: true,
  tags: keepEveryTag,
};

/** cborg replaces what is not UTF-8 and drops a byte order mark; a name is taken exactly as it was signed, or not at all. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** One array, map or tag that is being read: how many items it still wants, and whether the next one is a key. */
interface Open {
  left: number;
  readonly isMap: boolean;
  nextIsKey: boolean;
}

/** Watches the tokens go by and stops where cborg would go on: depth, number of items, keys, breaks, UTF-8. */
class LimitedTokenizer extends Tokenizer {
  readonly #open: Open[] = [];
  readonly #limits: CborLimits;
  #items = 0;

  constructor(bytes: Uint8Array, limits: CborLimits) {
    super(bytes, OPTIONS);
    this.#limits = limits;
  }

  override next(): Token {
    const token = super.next();
    if (++this.#items > this.#limits.items) throw new Error('too many items');
    if (token.type === Type.break) this.#close();
    else this.#take(token);
    return token;
  }

  #take(token: Token): void {
    const within = this.#open.at(-1);
    if (within?.isMap && within.nextIsKey && !KEY_TYPES.includes(token.type)) throw new Error('not a key');
    if (token.byteValue) token.value = utf8.decode(token.byteValue);
    if (within) {
      within.nextIsKey = !within.nextIsKey;
      within.left--;
    }
    if (token.type === Type.array) this.#enter(Number(token.value), false);
    else if (token.type === Type.map) this.#enter(Number(token.value) * 2, true);
    else if (token.type === Type.tag) this.#enter(1, false);
    while (this.#open.at(-1)?.left === 0) this.#open.pop();
  }

  #enter(left: number, isMap: boolean): void {
    if (this.#open.length >= this.#limits.depth) throw new Error('too deep');
    this.#open.push({ left, isMap, nextIsKey: isMap });
  }

  #close(): void {
    const within = this.#open.pop();
    if (within?.left !== Infinity || (within.isMap && !within.nextIsKey)) throw new Error('a stray break');
    while (this.#open.at(-1)?.left === 0) this.#open.pop();
  }
}

const KEY_TYPES: readonly Type[] = [Type.uint, Type.negint, Type.string];
