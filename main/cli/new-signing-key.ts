import { shortFingerprint } from '../../shared/domain/fingerprint';
import { atAuthority } from './at-authority';
import type { KeyedAuthorityOptions } from './authority-options';

/** Puts a new signing key in the place of an authority's, and says what that means. Throws what `atAuthority` throws. */
export async function succeedSigningKey(options: KeyedAuthorityOptions): Promise<void> {
  const succession = await atAuthority(options, (authority) => authority.succeed());
  const { number, previousKey, signingKey, at } = succession;
  if (options.json) {
    console.log(JSON.stringify({ number, previousKey: previousKey.kid, signingKey: signingKey.kid, at }));
    return;
  }
  console.log(`Succession ${number}: ${previousKey.kid} is replaced by
${signingKey.kid}, fingerprint ${shortFingerprint(signingKey.kid)}.
Terminals that are online follow within seconds, the others when they come back. Give new terminals the new
fingerprint, and auditors signing-keys.json.`);
}
