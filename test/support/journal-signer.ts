import { generateSigningKey, publicHalf } from '../../main/crypto/jwk';
import { signCompact } from '../../main/crypto/jws';
import type { JournalSigner } from '../../main/journal/journal';
import { terminalIdentity } from './journal-folder';

/** A terminal's key and an authority that states it, as after an enrolment. */
export async function journalSigner(identity = terminalIdentity, authority = generateSigningKey()) {
  const [key, authorityKey] = await Promise.all([generateSigningKey(), authority]);
  const statement = await signCompact(
    {
      ...identity,
      terminalKey: publicHalf(key),
      site: { id: 'main', name: 'Harbour House' },
      issuedAt: '2026-11-02T12:00:00.000Z',
    },
    authorityKey,
    'vestibule-enrolment+jws',
  );
  const signer: JournalSigner = { key, statement, authorityKey: publicHalf(authorityKey) };
  return { signer, authority: authorityKey };
}
