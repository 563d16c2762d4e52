import type { Row } from './database';

/** Thrown when a stored column is not of the type it was written with: the file was altered or damaged. */
export class ColumnError extends Error {
  override readonly name = 'ColumnError';

  constructor(column: string, wanted: string) {
    super(`Column ${column} does not hold ${wanted}.`);
  }
}

/** A text column. */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new ColumnError(column, 'text');
  return value;
}

/** A text column that may be NULL. */
export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column);
}

/** An integer column within JavaScript's safe range. */
export function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new ColumnError(column, 'an integer');
  return value;
}

/** An integer column that may be NULL. */
export function integerOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : integer(row, column);
}

/** A blob column; with `length`, of exactly so many bytes. */
export function bytes(row: Row, column: string, length?: number): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array) || (length !== undefined && value.length !== length)) {
    throw new ColumnError(column, length === undefined ? 'bytes' : `${length} bytes`);
  }
  return value;
}

/** A blob column that may be NULL. */
export function bytesOrNull(row: Row, column: string): Uint8Array | null {
  return row[column] === null ? null : bytes(row, column);
}
