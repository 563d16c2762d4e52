import { expect, test } from 'vitest';
import type {
  PresentationStatement,
  WalletProgress,
  WalletRequest,
} from '../../main/authority/client/api.generated';
import { ImportedTrust } from '../../main/authority/server/imported-trust';
import { StatusLists } from '../../main/authority/server/status-lists';
import { openStorage } from '../../main/authority/server/storage/open-storage';
import { verifyCompact } from '../../main/crypto/jws';
import { newSigner, trustListOf } from '../support/minted';
import { STATUS_URI, statusListToken } from '../support/status-list-token';
import { TestAuthority } from '../support/test-authority';
import { PID, presented } from '../support/wallet-credential';
import { ForeignWallet } from '../support/wallet/foreign-wallet';

const masterKey = Buffer.alloc(32, 7);
const NONCE = 'n'.repeat(22);
const [issuer, holder] = [newSigner('ES256', 'issuer-1'), newSigner('ES256')];

/** A live authority that trusts one issuer, whose status list says that its second credential was revoked. */
async function scene(withList: boolean) {
  const authority = await TestAuthority.open({ training: false, masterKey });
  const { issuers } = trustListOf([issuer], { formats: ['sd-jwt-vc'], status: [STATUS_URI] });
  const storage = await openStorage(authority.database, () => new Date());
  await new ImportedTrust(storage).add({ issuers });
  const iat = Math.floor(Date.now() / 1000) - 60;
  const list = statusListToken({ signer: issuer, statuses: [0, 1, 0], payload: { iat } });
  if (withList) await new StatusLists(storage).take(list, issuers, new Date());
  await storage.close();
  const terminal = await authority.terminal();

  /** What the terminal is told when a wallet shows the credential of this index. */
  const shown = async (idx: number): Promise<PresentationStatement> => {
    const asked = await terminal.post(
      '/v1/presentation-requests',
      JSON.stringify({ nonce: NONCE, purpose: 'hotel.check-in' }),
    );
    const request = asked.body as WalletRequest;
    const wallet = new ForeignWallet();
    const { payload } = await wallet.scan(request.walletUri);
    const seconds = Math.floor(Date.now() / 1000);
    const credential = {
      issuer,
      holder,
      payload: {
        ...PID,
        iat: seconds - 60,
        exp: seconds + 86_400,
        status: { status_list: { uri: STATUS_URI, idx } },
      },
    };
    const binding = { audience: payload.client_id ?? '', nonce: payload.nonce };
    const disclosed = ['family_name', 'given_name', 'birthdate', 'sex'];
    const answer = await presented(credential, binding, disclosed, new Date());
    expect(await wallet.send(payload, { pid: [answer] })).toBe(200);
    const { body } = await terminal.get(`/v1/presentation-requests/${request.id}`);
    if (!terminal.signingKey) throw new Error('not enrolled');
    const signed = (body as WalletProgress).answer ?? '';
    return (await verifyCompact(
      signed,
      terminal.signingKey,
      'vestibule-presentation+jws',
    )) as PresentationStatement;
  };
  return { shown };
}

test('Given a wallet whose credential its issuer revoked, when its holder agrees, then the terminal is told no, and nothing about the person', async () => {
  const { shown } = await scene(true);
  expect(await shown(0)).toMatchObject({
    outcome: 'verified',
    training: false,
    claims: { familyName: 'Müller' },
  });
  expect(await shown(1)).toMatchObject({ outcome: 'refused', reason: 'revoked', claims: {} });
  expect(await shown(4_000)).toMatchObject({ outcome: 'refused', reason: 'status-stale', claims: {} });
});

test('Given a credential that names a status list, when the list is not at hand, then it is not green', async () => {
  const { shown } = await scene(false);
  expect(await shown(0)).toMatchObject({ outcome: 'refused', reason: 'status-stale', claims: {} });
});
