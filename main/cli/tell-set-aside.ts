import { atAuthority } from './at-authority';
import type { KeyedAuthorityOptions } from './authority-options';

/** Prints what is kept apart of terminals in quarantine: how much, and who decided so. Throws what opening throws. */
export async function tellSetAside(options: KeyedAuthorityOptions): Promise<void> {
  const terminals = await atAuthority(options, (authority) => authority.setAside());
  if (options.json) return console.log(JSON.stringify({ terminals }));
  if (terminals.length === 0) return console.log('Nothing is set aside.');
  for (const { terminal, replacedBy, entries, bodies, decisions } of terminals) {
    console.log(
      `${terminal}${replacedBy === null ? '' : `, now ${replacedBy}`}: ${entries} entries, ${bodies} with their bodies.`,
    );
    for (const { at, by, entries: decided } of decisions) console.log(`  ${at}  ${by}: ${decided} entries`);
  }
}
