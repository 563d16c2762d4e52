import type { Point } from './decoder';

/** Where a place of a symbol, given in modules from its top left corner, lies in the picture, in pixels. */
export type Grid = (u: number, v: number) => Point;

/**
 * The grid of a flat symbol seen in perspective: the one projective map that takes its corners (top left, top right,
 * bottom right, bottom left) to these points.
 */
export function flatGrid(
  corners: readonly [Point, Point, Point, Point],
  columns: number,
  rows: number,
): Grid {
  const [topLeft, topRight, bottomRight, bottomLeft] = corners;
  const right = { x: topRight.x - bottomRight.x, y: topRight.y - bottomRight.y };
  const below = { x: bottomLeft.x - bottomRight.x, y: bottomLeft.y - bottomRight.y };
  const skew = {
    x: topLeft.x - topRight.x + bottomRight.x - bottomLeft.x,
    y: topLeft.y - topRight.y + bottomRight.y - bottomLeft.y,
  };
  const scale = right.x * below.y - below.x * right.y || Number.EPSILON;
  const g = (skew.x * below.y - below.x * skew.y) / scale;
  const h = (right.x * skew.y - skew.x * right.y) / scale;
  const along = { x: topRight.x - topLeft.x + g * topRight.x, y: topRight.y - topLeft.y + g * topRight.y };
  const down = {
    x: bottomLeft.x - topLeft.x + h * bottomLeft.x,
    y: bottomLeft.y - topLeft.y + h * bottomLeft.y,
  };
  return (u, v) => {
    const a = u / columns;
    const b = v / rows;
    const depth = g * a + h * b + 1;
    return {
      x: (along.x * a + down.x * b + topLeft.x) / depth,
      y: (along.y * a + down.y * b + topLeft.y) / depth,
    };
  };
}
