import { codeFormats, type CodeFormat, type Reading } from './code';
import type { LocatedSymbol, Sighting } from './decoder';
import { focus } from './focus';
import { createLadder, locatedIn } from './ladder';
import type { Pass, Scene } from './pass';
import type { Picture } from './picture';
import { joinParts, type PassSymbol } from './structured-append';
import type { ZxingDecoders } from './zxing-wasm';

/** Milliseconds of rescue passes for a still image, which nobody can take again, and for one camera frame. */
const STILL_BUDGET = 5_000;
const FRAME_BUDGET = 120;
/** How long, in milliseconds, parts of a code that are shown to the camera one after the other are kept. */
const PARTS_KEPT = 60_000;

/** Reads codes from pictures. It remembers the frames of one camera, so each camera has its own. */
export interface Pipeline {
  /** A still image: all formats asked for and, where nothing was read, the whole ladder within the budget. */
  still(picture: Picture, formats?: readonly CodeFormat[]): Promise<Reading>;
  /**
   * The next frame of a camera: QR alone, every third frame all formats; where a symbol was seen but not read, the
   * passes of the ladder in turn. Parts of a structured-append code are kept from frame to frame.
   */
  frame(picture: Picture): Promise<Reading>;
}

/** `clock` gives milliseconds and never runs backwards; the budgets are measured with it. */
export function createPipeline(zxing: ZxingDecoders, clock: () => number): Pipeline {
  const ladder = createLadder(zxing);
  const frames = { count: 0, turn: 0, parts: new Map<string, { symbol: PassSymbol; at: number }>() };

  async function still(picture: Picture, formats: readonly CodeFormat[] = codeFormats): Promise<Reading> {
    const sightings = await zxing({ denoise: true, small: true }).look(picture, formats);
    const located = locatedIn(sightings);
    const read = readBy('first', sightings);
    if (read.length > 0) return readingOf(read, located);
    const { symbols } = await climb(ladder, focus(picture, located), formats, clock, clock() + STILL_BUDGET);
    return readingOf(symbols, located);
  }

  async function frame(picture: Picture): Promise<Reading> {
    frames.count += 1;
    const formats: readonly CodeFormat[] = frames.count % 3 === 0 ? codeFormats : ['qr'];
    const sightings = await zxing({}).look(picture, formats);
    const located = locatedIn(sightings);
    let read = readBy('first', sightings);
    if (read.length === 0 && located.length > 0) {
      const turned = [...ladder.slice(frames.turn), ...ladder.slice(0, frames.turn)];
      const climbed = await climb(turned, focus(picture, located), formats, clock, clock() + FRAME_BUDGET);
      read = climbed.symbols;
      frames.turn = (frames.turn + climbed.tried) % ladder.length;
    }
    return readingOf(withEarlierParts(read), located);
  }

  /** The symbols just read and the parts that earlier frames showed. A code that is whole now is forgotten. */
  function withEarlierParts(read: PassSymbol[]): PassSymbol[] {
    const now = clock();
    for (const symbol of read)
      if (symbol.part !== undefined)
        frames.parts.set(JSON.stringify([symbol.format, symbol.part]), { symbol, at: now });
    for (const [key, { at }] of frames.parts) if (now - at > PARTS_KEPT) frames.parts.delete(key);
    const parts = [...frames.parts.values()].map(({ symbol }) => symbol);
    if (joinParts(parts).codes.length > 0) frames.parts.clear();
    return [...read.filter((symbol) => symbol.part === undefined), ...parts];
  }

  return { still, frame };
}

/** Tries the passes one after the other until one reads something or the time is up. */
async function climb(
  ladder: readonly Pass[],
  scene: Scene,
  formats: readonly CodeFormat[],
  clock: () => number,
  deadline: number,
): Promise<{ symbols: PassSymbol[]; tried: number }> {
  let tried = 0;
  for (const pass of ladder) {
    if (clock() >= deadline) break;
    tried += 1;
    const able = formats.filter((format) => pass.formats.includes(format));
    const symbols = able.length === 0 ? [] : readBy(pass.name, await pass.look(scene, able));
    if (symbols.length > 0) return { symbols, tried };
  }
  return { symbols: [], tried };
}

function readBy(pass: string, sightings: readonly Sighting[]): PassSymbol[] {
  return sightings.filter((sighting) => sighting.read).map((sighting) => ({ ...sighting, pass }));
}

function readingOf(symbols: readonly PassSymbol[], located: readonly LocatedSymbol[]): Reading {
  return { ...joinParts(symbols), located: symbols.length === 0 && located.length > 0 };
}
