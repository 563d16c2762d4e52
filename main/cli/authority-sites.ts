import type { Command } from 'commander';
import { SiteCommandOptions } from './authority-options';
import { orSay, usedWrongly } from './report';

/** `vestibule authority site` and `sites` (docs/authority.md). */
export function addSites(authority: Command): void {
  const add = (words: string, description: string, run: (command: Command) => Promise<void>) =>
    authority
      .command(words)
      .description(description)
      .option('--database <folder>', "the authority's folder, or its postgres://… address")
      .option('--json', 'one JSON document on standard output')
      .addHelpText('after', HELP)
      .action((...given: unknown[]) => run(given.at(-1) as Command));
  const options = (command: Command) => SiteCommandOptions.safeParse(command.optsWithGlobals());
  add('site <file>', 'make a site, or describe one anew, from a JSON file', async (command) => {
    const { data, error } = options(command);
    if (error) return usedWrongly(error);
    const [file = ''] = command.args;
    await orSay(async () => (await import('./site-work')).setSiteFrom(file, data));
  });
  add('sites', 'the sites: name, purposes, whether operators sign in', async (command) => {
    const { data, error } = options(command);
    if (error) return usedWrongly(error);
    await orSay(async () => (await import('./site-work')).tellSites(data));
  });
}

const HELP = `
The authority may be running meanwhile; terminals of the site hear of a change with their next heartbeat. The file holds
"name", and any of "id" (main, the site that is there from the beginning), "purposes" (all of them) and "signIn" (false).
Where the authority is started with --purposes, say it here too: vestibule authority --purposes FOLDER site FILE.

Exit status: 0 done, 2 used wrongly or the file is wrong, 3 it could not be done.

Example:
  echo '{ "id": "harbour-house", "name": "Harbour House", "purposes": ["hotel.check-in"], "signIn": true }' > site.json
  vestibule authority site site.json --database ./authority
  vestibule authority sites --database ./authority
  vestibule authority codes --site harbour-house --database ./authority`;
