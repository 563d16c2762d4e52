import { expect, test } from 'vitest';
import { VestibuleError } from '../../../shared/domain/error';
import { guarded } from '../../../main/journal/journal-error';
import { ColumnError } from '../../../main/sqlite/column';

const engineError = (errcode: number) =>
  Object.assign(new Error('the words of the engine'), { code: 'ERR_SQLITE_ERROR', errcode });
const fileError = (code: string) =>
  Object.assign(new Error('the words of the system'), { code, syscall: 'open' });

test.each([
  ['no room (SQLITE_FULL)', engineError(13), 'journal-full'],
  ['no room for shared memory (SQLITE_IOERR_SHMSIZE)', engineError(4874), 'journal-full'],
  ['no room for the folder (ENOSPC)', fileError('ENOSPC'), 'journal-full'],
  ['a failed sync (SQLITE_IOERR_FSYNC)', engineError(1034), 'journal-unavailable'],
  ['a disk that became read-only (SQLITE_READONLY)', engineError(8), 'journal-unavailable'],
  ['a file that cannot be opened (SQLITE_CANTOPEN)', engineError(14), 'journal-unavailable'],
  ['a folder without permission (EACCES)', fileError('EACCES'), 'journal-unavailable'],
  ['a malformed page (SQLITE_CORRUPT)', engineError(11), 'journal-damaged'],
  ['something that is no database (SQLITE_NOTADB)', engineError(26), 'journal-damaged'],
  ['a column of the wrong type', new ColumnError('hash', '32 bytes'), 'journal-damaged'],
])('Given %s, when it comes up, then the person is told: %s → %s', (_, thrown, code) => {
  expect(() =>
    guarded(() => {
      throw thrown;
    }),
  ).toThrow(expect.objectContaining({ name: 'VestibuleError', code }));
});

test('Given a mistake of the program, when it comes up, then it is not dressed up as trouble with the disk', () => {
  for (const mistake of [
    engineError(1),
    new TypeError('x'),
    new VestibuleError('already-void', 'Taken back.'),
  ]) {
    expect(() =>
      guarded(() => {
        throw mistake;
      }),
    ).toThrow(mistake);
  }
});
