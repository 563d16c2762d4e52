import { VestibuleError } from '../../shared/domain/error';
import { ColumnError } from '../sqlite/column';
import { sqliteErrorKind } from '../sqlite/sqlite-error';

/** Runs `work`; what the disk or the engine throws comes out as a VestibuleError with words for a person. */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw journalError(thrown);
  }
}

/** The journal's name for a thrown value. What is not the disk's or the engine's doing passes unchanged. */
export function journalError(thrown: unknown): unknown {
  if (thrown instanceof ColumnError) return damaged(thrown);
  switch (sqliteErrorKind(thrown) ?? fileErrorKind(thrown)) {
    case 'full':
      return new VestibuleError(
        'journal-full',
        'The disk is full. What is recorded is safe; nothing more can be recorded until there is room.',
        { cause: thrown },
      );
    case 'damaged':
      return damaged(thrown);
    case 'busy':
    case 'unavailable':
      return new VestibuleError(
        'journal-unavailable',
        'The journal cannot be read or written: the disk or its permissions refuse it. What is recorded is kept.',
        { cause: thrown },
      );
    case 'other':
    case undefined:
      return thrown;
  }
}

/** The journal holds something that nobody can have written. */
export function damaged(cause?: unknown): VestibuleError {
  return new VestibuleError(
    'journal-damaged',
    'The journal is damaged. Nothing was changed in it; keep the data folder and check it with "vestibule journal verify".',
    { cause },
  );
}

/** The same for what the file system itself throws, when a folder or the marker cannot be made. */
function fileErrorKind(thrown: unknown): 'full' | 'unavailable' | undefined {
  if (!(thrown instanceof Error) || !('syscall' in thrown) || !('code' in thrown)) return undefined;
  return thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT' ? 'full' : 'unavailable';
}
