import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { VestibuleError } from '../../shared/domain/error';

/** What a JSON file says. Throws file-unreadable, and bad-request where it is none or says something else; the message names the members alone. */
export function jsonFileAs<T>(schema: z.ZodType<T>, name: string): T {
  let value: unknown;
  try {
    value = JSON.parse(fileContent(name).toString('utf8'));
  } catch (cause) {
    if (cause instanceof VestibuleError) throw cause;
    throw new VestibuleError('bad-request', 'The file is not JSON.', { cause });
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const members = read.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : issue.path.map(String).join('.') || 'the file itself',
  );
  throw new VestibuleError('bad-request', `The file is wrong at: ${members.join(', ')}.`);
}

/** Throws file-unreadable. */
export function fileContent(name: string): Buffer {
  try {
    return readFileSync(name);
  } catch (cause) {
    throw new VestibuleError('file-unreadable', 'The file cannot be read.', { cause });
  }
}
