import type { Code, Incomplete } from './code';
import type { ReadSymbol } from './decoder';

/** A symbol that was read, with the pass that read it. */
export type PassSymbol = ReadSymbol & { pass: string };

/**
 * Puts the parts of structured-append codes together (ISO/IEC 18004 section 8, ISO/IEC 15438 annex H).
 * Symbols that are no part pass unchanged; a code whose parts are all there becomes one; of the others it says
 * which parts are missing. The order of the symbols does not matter, and a part seen twice counts once.
 */
export function joinParts(symbols: readonly PassSymbol[]): { codes: Code[]; incomplete: Incomplete[] } {
  const codes: Code[] = [];
  const incomplete: Incomplete[] = [];
  for (const parts of sequencesOf(symbols, codes)) {
    const [first] = parts;
    if (first === undefined) continue;
    const sequence = incompleteOf(first, parts);
    if (sequence.have.length === sequence.parts && sequence.missing.length === 0)
      codes.push(joined(first, parts));
    else incomplete.push(sequence);
  }
  return { codes: distinct(codes), incomplete };
}

/** The same code seen twice, on two cards or by two finders, is one code. */
function distinct(codes: readonly Code[]): Code[] {
  return [...new Map(codes.map((code) => [JSON.stringify([code.format, code.text]), code])).values()];
}

type Part = PassSymbol & { part: NonNullable<PassSymbol['part']> };

/** The parts of each sequence in their order; what is no part goes to `whole`. */
function sequencesOf(symbols: readonly PassSymbol[], whole: Code[]): Part[][] {
  const sequences = new Map<string, Part[]>();
  for (const symbol of symbols) {
    const { part } = symbol;
    if (part === undefined) {
      whole.push(codeOf(symbol));
      continue;
    }
    const key = JSON.stringify([symbol.format, part.id, part.of]);
    const seen = sequences.get(key) ?? [];
    if (!seen.some((other) => other.part.index === part.index)) seen.push({ ...symbol, part });
    sequences.set(key, seen);
  }
  return [...sequences.values()].map((parts) => parts.sort((a, b) => a.part.index - b.part.index));
}

function joined(first: Part, parts: readonly Part[]): Code {
  const bytes = Uint8Array.from(parts.flatMap((part) => Array.from(part.bytes)));
  return { ...codeOf(first), bytes, text: utf8(bytes) ?? parts.map((part) => part.text).join('') };
}

/** A character may be cut in two where one part ends and the next begins: the bytes come first. */
function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function incompleteOf(first: Part, parts: readonly Part[]): Incomplete {
  const seen = new Set(parts.map((part) => part.part.index));
  const numbers = Array.from({ length: first.part.of }, (_, index) => index);
  return {
    format: first.format,
    parts: first.part.of,
    have: parts.map((part) => ({ part: part.part.index + 1, code: codeOf(part) })),
    missing: numbers.filter((index) => !seen.has(index)).map((index) => index + 1),
  };
}

function codeOf({ format, text, bytes, symbology, pass }: PassSymbol): Code {
  return { format, text, bytes, symbology, pass };
}
