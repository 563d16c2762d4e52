import type { CodeFormat } from './code';

/** What is known of a symbol's modules before anything is read, from its format and size alone. */
export interface KnownModules {
  /** Whether the module is dark, light, or not known beforehand. */
  at(column: number, row: number): boolean | undefined;
  /** Distance in modules from the nearest place where the decoder's own corners can be trusted. */
  fromAnchor(u: number, v: number): number;
}

/** The fixed patterns of a QR, Data Matrix or Aztec symbol of this size; undefined when there is no such symbol. */
export function knownModules(format: CodeFormat, columns: number, rows: number): KnownModules | undefined {
  const known = patternsOf(format, columns, rows);
  if (known === undefined) return undefined;
  const table = Array.from({ length: columns * rows }, (_, at) =>
    known.at(at % columns, Math.floor(at / columns)),
  );
  return { at: (column, row) => table[row * columns + column], fromAnchor: known.fromAnchor };
}

function patternsOf(format: CodeFormat, columns: number, rows: number): KnownModules | undefined {
  if (format === 'qr' && columns === rows && columns >= 21 && columns <= 177 && columns % 4 === 1)
    return qrModules(columns);
  if (format === 'data-matrix' && columns % 2 === 0 && rows % 2 === 0 && columns >= 8 && rows >= 8)
    return dataMatrixModules(columns, rows);
  if (format === 'aztec' && columns === rows && columns >= 15 && columns % 2 === 1)
    return aztecModules(columns);
  return undefined;
}

/** ISO/IEC 18004 section 6.3: finder, timing and alignment patterns. */
function qrModules(size: number): KnownModules {
  const corners: [number, number][] = [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ];
  const centres = alignmentCentres(size);
  const isCorner = (x: number, y: number) => corners.some(([a, b]) => ring(x - a, y - b) <= 4);
  return {
    at(column, row) {
      for (const [x, y] of corners) {
        const distance = ring(column - x, row - y);
        if (distance <= 4) return distance !== 2 && distance !== 4;
      }
      if (row === 6) return column % 2 === 0;
      if (column === 6) return row % 2 === 0;
      const x = centres.find((centre) => Math.abs(centre - column) <= 2);
      const y = centres.find((centre) => Math.abs(centre - row) <= 2);
      if (x === undefined || y === undefined || isCorner(x, y)) return undefined;
      return ring(column - x, row - y) !== 1;
    },
    fromAnchor: (u, v) => Math.min(...corners.map(([x, y]) => Math.hypot(u - x - 0.5, v - y - 0.5))),
  };
}

/** ISO/IEC 18004 annex E: the centres of alignment patterns along one side. */
function alignmentCentres(size: number): number[] {
  const version = (size - 17) / 4;
  if (version < 2) return [];
  const count = Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : Math.ceil((size - 13) / (2 * count - 2)) * 2;
  const others = Array.from({ length: count - 1 }, (_, index) => size - 7 - index * step);
  return [6, ...others.toReversed()];
}

/** ISO/IEC 16022 section 5.3: each region has a solid border left and below, a dotted one above and right. */
function dataMatrixModules(columns: number, rows: number): KnownModules {
  const width = columns / regionsAlong(columns, columns === rows);
  const height = rows / regionsAlong(rows, columns === rows);
  return {
    at(column, row) {
      const x = column % width;
      const y = row % height;
      if (x === 0 || y === height - 1) return true;
      if (y === 0) return x % 2 === 0;
      if (x === width - 1) return y % 2 === 1;
      return undefined;
    },
    fromAnchor: (u, v) => Math.min(u, v, columns - u, rows - v),
  };
}

function regionsAlong(modules: number, square: boolean): number {
  if (!square) return modules >= 32 ? 2 : 1;
  if (modules >= 120) return 6;
  if (modules >= 64) return 4;
  return modules >= 32 ? 2 : 1;
}

/** ISO/IEC 24778 section 7: the rings of the bullseye that compact and full symbols share. */
function aztecModules(size: number): KnownModules {
  const centre = (size - 1) / 2;
  return {
    at(column, row) {
      const distance = ring(column - centre, row - centre);
      return distance <= 4 ? distance % 2 === 0 : undefined;
    },
    fromAnchor: (u, v) => Math.hypot(u - centre - 0.5, v - centre - 0.5),
  };
}

/** Which square ring around a centre a module lies on. */
function ring(x: number, y: number): number {
  return Math.max(Math.abs(x), Math.abs(y));
}
