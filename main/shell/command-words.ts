const FLAG = '--cli';

/** What follows `--cli` on the command line; undefined where the program is to open its windows. */
export function commandWords(argv: readonly string[]): string[] | undefined {
  const at = argv.indexOf(FLAG);
  return at < 0 ? undefined : argv.slice(at + 1);
}
