import type { LocatedSymbol, Point } from './decoder';
import type { Scene } from './pass';
import { crop, type Picture } from './picture';
import { shrink } from './shrink';

/** Up to so many pixels a picture is looked at as it is: the filters are made for this size, and quick. */
const SMALL_ENOUGH = 1_000_000;

/**
 * What the rescue passes look at: a small picture whole, of a large one the surroundings of the located symbols,
 * half their extent further on each side (a symbol may be located a little wrongly).
 */
export function focus(picture: Picture, located: readonly LocatedSymbol[]): Scene {
  const scene = surroundings(picture, located);
  const factor = Math.ceil(Math.sqrt(scene.picture.luminance.length / SMALL_ENOUGH));
  return { ...scene, reduced: factor > 1 ? shrink(scene.picture, factor) : scene.picture };
}

function surroundings(picture: Picture, located: readonly LocatedSymbol[]): Omit<Scene, 'reduced'> {
  const points = located.flatMap((symbol) => symbol.corners);
  if (picture.luminance.length <= SMALL_ENOUGH || points.length === 0) return { picture, located };
  const [left, right] = extent(
    points.map(({ x }) => x),
    picture.width,
  );
  const [top, bottom] = extent(
    points.map(({ y }) => y),
    picture.height,
  );
  if (right - left < 1 || bottom - top < 1) return { picture, located };
  const move = ({ x, y }: Point): Point => ({ x: x - left, y: y - top });
  return {
    picture: crop(picture, { left, top, width: right - left, height: bottom - top }),
    located: located.map((symbol) => {
      const [a, b, c, d] = symbol.corners;
      return { ...symbol, corners: [move(a), move(b), move(c), move(d)] };
    }),
  };
}

function extent(values: readonly number[], limit: number): [from: number, to: number] {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const margin = (most - least) / 2 + 8;
  return [Math.max(0, Math.floor(least - margin)), Math.min(limit, Math.ceil(most + margin))];
}
