import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../../scripts/setup/integrity.mjs';

// SHA-512 of "abc", FIPS 180-4.
const pinned =
  'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==';

let file: string;
beforeEach(async () => {
  file = path.join(await mkdtemp(path.join(tmpdir(), 'vestibule-integrity-')), 'parcel.tgz');
});
afterEach(() => rm(path.dirname(file), { recursive: true }));

describe('Given a pinned download', () => {
  it('when it is the very one, then it is accepted', async () => {
    await writeFile(file, 'abc');
    await expect(checkIntegrity(file, pinned)).resolves.toBeUndefined();
  });

  it('when one byte differs, then it is refused with both hashes', async () => {
    await writeFile(file, 'abd');
    await expect(checkIntegrity(file, pinned)).rejects.toThrow(`expected ${pinned}`);
  });
});
