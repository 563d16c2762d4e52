/** One answered request, as it is logged: what was asked of whom and how it went. Nothing of what it held. */
export interface RequestLine {
  readonly at: string;
  readonly event: 'request';
  /** Method and pattern of the route, such as `POST /v1/entries`. */
  readonly operation: string;
  readonly status: number;
  /** The authority's error code, where it was refused. */
  readonly code?: string;
  readonly milliseconds: number;
}

/** Something unforeseen: where it happened. The message is left out, for it could hold data. */
export interface FailureLine {
  readonly at: string;
  readonly event: 'failure';
  readonly operation: string;
  readonly name: string;
  readonly cause?: string;
  readonly where: readonly string[];
}

export type LogLine = RequestLine | FailureLine;

/** What may be told of an unforeseen error: its kind, its code, and the places in the program. */
export function failureLine(thrown: unknown, operation: string, at: Date): FailureLine {
  const error = thrown instanceof Error ? thrown : new Error('not an error');
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    at: at.toISOString(),
    event: 'failure',
    operation,
    name: error.name,
    ...('code' in error && { cause: String(error.code) }),
    where: places.slice(0, 5).map((line) => line.trim()),
  };
}
