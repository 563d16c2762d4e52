import type { Reader } from '../../shared/domain/reader';
import type { CommonOptions } from './readers';
import { interrupted, readersHere } from './readers-here';

/** Prints every reader once. Answers 0, or 1 if one of them does not work; what could be plugged in and is not is no fault. */
export async function listReaders({ settings, json }: CommonOptions): Promise<number> {
  await using here = await readersHere(settings);
  const readers = here.list();
  if (json) console.log(JSON.stringify(readers.map(lineOf)));
  else if (readers.length === 0) console.log('No reader is plugged in.');
  else for (const reader of readers) console.log(inWords(reader));
  return readers.every(({ state }) => state === 'live' || state === 'gone') ? 0 : 1;
}

/** Prints a reader whenever it comes, goes or changes its state, until interrupted. */
export async function watchReaders({ settings, json }: CommonOptions): Promise<number> {
  const known = new Map<string, Reader>();
  const say = (reader: Reader) => console.log(json ? JSON.stringify(lineOf(reader)) : inWords(reader));
  const end = interrupted();
  await using _ = await readersHere(settings, (message) => {
    if (message.type === 'reader') {
      const before = known.get(message.reader.id);
      known.set(message.reader.id, message.reader);
      if (before?.state !== message.reader.state) say(message.reader);
    } else if (message.type === 'gone') {
      const reader = known.get(message.id);
      known.delete(message.id);
      if (reader && reader.state !== 'gone')
        say({ ...reader, state: 'gone', advice: undefined, rule: undefined });
    }
  });
  await end;
  return 0;
}

/** What CLI says of a reader; figures belong to the page and to `readers test`. */
function lineOf({ id, kind, vendor, product, serial, driver, state, advice, rule }: Reader): object {
  return { id, kind, vendor, product, serial, driver, state, advice, rule };
}

function inWords({ name, vendor, serial, driver, state, advice }: Reader): string {
  const who = [vendor, name, serial && `(${serial})`].filter(Boolean).join(' ');
  return `${state.padEnd(14)} ${driver.padEnd(12)} ${who}${advice === undefined ? '' : `\n  ${advice}`}`;
}
