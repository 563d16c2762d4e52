import { setSite, sitesAt } from '../authority/server/at-the-database';
import { purposesBeside } from '../authority/server/purpose-folder';
import { SiteProfile } from '../authority/server/site-profile';
import type { SiteCommandOptions } from './authority-options';
import { jsonFileAs } from './json-file';

/** Makes the site that a file describes, or describes it anew. Throws what `jsonFileAs`, `purposesBeside` and `setSite` throw. */
export async function setSiteFrom(
  file: string,
  { database, purposes, json }: SiteCommandOptions,
): Promise<void> {
  const profile = jsonFileAs(SiteProfile, file);
  await setSite(database, profile, purposesBeside(database, purposes), new Date());
  console.log(json ? JSON.stringify(profile) : inWords(profile));
}

/** Prints every site. Throws what `sitesAt` throws. */
export async function tellSites({ database, json }: SiteCommandOptions): Promise<void> {
  const sites = await sitesAt(database, new Date());
  console.log(json ? JSON.stringify({ sites }) : sites.map(inWords).join('\n'));
}

function inWords({ id, name, purposes, signIn }: SiteProfile): string {
  return `${id}: ${name}; ${purposes?.join(', ') ?? 'every purpose'}; ${signIn ? 'operators sign in' : 'nobody has to sign in'}.`;
}
